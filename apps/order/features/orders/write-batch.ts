import type { EventDraft, EventLog } from '@jari/feed/event-log.ts'
import type { Database } from '@jari/service/database.ts'
import type { Outcome } from '@jari/service/group-commit.ts'
import { askAnswers, confirmingAnswers, keepingAnswers } from '@jari/service/kept-answer.ts'
import type { StoredAnswer } from '@jari/service/kept-answer.ts'
import type { Reply } from '@jari/service/route.ts'
import type { Script } from '@jari/service/script.ts'
import { carriedOut } from '@jari/service/statement.ts'
import type { Statement } from '@jari/service/statement.ts'
import { isTaken } from '@jari/service/transient.ts'
import type { DeskRepository } from '../../desk-repository.ts'
import type { OrderRepository } from '../../order-repository.ts'
import { answerByEvent, readAnswers } from './answer-by-event.ts'
import { decideBatch } from './decide-batch.ts'
import type { Decided } from './decide-batch.ts'
import type { OrderJob } from './order-job.ts'

export type WriteParts = { readonly database: Database; readonly log: EventLog; readonly orders: OrderRepository; readonly desks: DeskRepository; readonly now: () => number }

/**
 * Writes a batch in one transaction: locks the stores' counters in ascending store id, then the orders by id; looks the
 * keys up after the locks, so that a repeat sees what its first try wrote; then inserts orders, changes, events, answers.
 * Two round trips, if nothing but new orders is written.
 */
async function writeOnce(parts: WriteParts, jobs: readonly OrderJob[]): Promise<Outcome<Reply>[]> {
  const { database, log, orders, desks, now } = parts
  const storeIds = [...new Set(jobs.map((job) => job.storeId))].toSorted()
  await log.ensure(storeIds)
  return database.script(async (script) => {
    const [counters, known, stored, found, trusted] = await script.ask(
      log.locking(storeIds),
      orders.locking(jobs.flatMap((job) => job.orderId ?? [])),
      askAnswers(jobs.map((job) => job.use)),
      desks.reading(storeIds),
      orders.trusting(jobs.flatMap((job) => job.guestId ?? [])),
    )
    const answers = await readAnswers(script, log, stored)
    const decided = decideBatch(jobs, { orders: known, answers, desks: found, trusted }, now())
    const { events, kept, told } = decided
    const { offsets, statements } = log.appending(counters, events)
    for (const [id, i] of told) kept.set(id, answerByEvent(kept.get(id) as StoredAnswer, events[i] as EventDraft, offsets[i] as number))
    await script.commit([
      ...(await ordersOf(parts, script, decided)),
      ...desks.writing(decided.desks),
      ...orders.keepingTrust(decided.trust, now()),
      ...orders.keepingOwed(decided.owing, now()),
      ...statements,
      ...keepingAnswers(kept, now()),
      ...(kept.size === 0 ? confirmingAnswers([...answers.keys()]) : []),
    ])
    return decided.outcomes
  })
}

/** Writes a batch; once more if a key of it was used meanwhile for another store, whose counter is not among those locked here. */
export async function writeBatch(parts: WriteParts, jobs: readonly OrderJob[]): Promise<Outcome<Reply>[]> {
  for (let tries = 1; ; tries++) {
    try {
      return await writeOnce(parts, jobs)
    } catch (error) {
      if (!isTaken(error) || tries === 3) throw error
    }
  }
}

/** What writes the batch's orders with the rest. Changes are carried out before: one that does not find its order as it was undoes all. */
async function ordersOf({ orders }: WriteParts, script: Script, { placed, changes }: Decided): Promise<Statement[]> {
  const insert = orders.inserting(placed)
  if (changes.length === 0) return insert
  // An order that is placed and changed in one batch is inserted as it was placed.
  await script.ask(...insert.map(carriedOut))
  const done = await script.ask(...changes.map(({ from, to }) => orders.changing(from, to)))
  for (const [i, { to }] of changes.entries()) if (!done[i]) throw new Error(`Order ${to.id} changed although it is locked`)
  return []
}
