import { deskEventType, everySeat } from '@jari/contract/feed.ts'
import type { DeskEventData } from '@jari/contract/feed.ts'
import type { Order } from '@jari/contract/order.ts'
import type { EventDraft, EventLog } from '@jari/feed/event-log.ts'
import type { Database } from '@jari/service/database.ts'
import type { Outcome } from '@jari/service/group-commit.ts'
import { confirmAnswers, findAnswers, keepAnswers, refusalToKeep, replay, toStored } from '@jari/service/idempotency.ts'
import type { StoredAnswer } from '@jari/service/idempotency.ts'
import { answerByEvent, readAnswers } from './answer-by-event.ts'
import type { Reply } from '@jari/service/route.ts'
import { emptyDesk } from '../../desk-repository.ts'
import type { DeskRepository, DeskState } from '../../desk-repository.ts'
import type { OrderRepository } from '../../order-repository.ts'
import type { Decision, OrderJob } from './order-job.ts'

export type WriteParts = { readonly database: Database; readonly log: EventLog; readonly orders: OrderRepository; readonly desks: DeskRepository; readonly now: () => number }

/**
 * Writes a batch in one transaction: locks the stores' counters in ascending store id, then the orders by id; looks the
 * keys up after the locks, so that a repeat sees what its first try wrote; then inserts orders, changes, events, answers.
 */
export async function writeBatch(parts: WriteParts, jobs: readonly OrderJob[]): Promise<Outcome<Reply>[]> {
  const storeIds = [...new Set(jobs.map((job) => job.storeId))].toSorted()
  await parts.log.ensure(storeIds)
  return parts.database.em().transactional(async (em) => {
    const counters = await parts.log.lock(em, storeIds)
    const before = await parts.orders.lock(em, jobs.flatMap((job) => job.orderId ?? []))
    const answers = await readAnswers(em, parts.log, await findAnswers(em, jobs.map((job) => job.use)))
    const desks = await parts.desks.read(storeIds, em)
    const trusted = await parts.orders.trusted(em, jobs.flatMap((job) => job.guestId ?? []))
    const boards = new Map([...desks].map(([storeId, desk]) => [storeId, desk.board]))

    const known = new Map(before)
    const placed: Order[] = []
    const changes: { from: Order; to: Order }[] = []
    const moved = new Map<string, DeskState>()
    const trust: string[] = []
    const owing: Order[] = []
    const events: EventDraft[] = []
    const kept = new Map<string, StoredAnswer>()
    /** Which of the events tells an answer that is kept. */
    const told = new Map<string, number>()

    const keep = ({ use }: OrderJob, answer: StoredAnswer) => {
      kept.set(use.id, answer)
      answers.set(use.id, answer)
    }

    const run = (job: OrderJob): Reply => {
      const first = replay(job.use, answers)
      if (first) return first
      const { status, order, desk, trust: trusts, owed } = decide(job)
      const json = JSON.stringify(order)
      const from = known.get(order.id)
      if (order !== from) {
        if (from) changes.push({ from, to: order })
        else placed.push(order)
        known.set(order.id, order)
        told.set(job.use.id, events.length)
        events.push(eventOf(order, json, parts.now()))
      }
      if (desk) {
        desks.set(job.storeId, desk)
        moved.set(job.storeId, desk)
      }
      if (trusts) {
        trusted.add(trusts)
        trust.push(trusts)
      }
      if (owed) owing.push(order)
      const reply = { status, json }
      keep(job, toStored(job.use, reply))
      return reply
    }

    const decide = (job: OrderJob): Decision => {
      try {
        return job.decide({ desk: desks.get(job.storeId) ?? emptyDesk, order: (id) => known.get(id), trusts: (id) => trusted.has(id) })
      } catch (error) {
        const refusal = refusalToKeep(job.use, error)
        if (refusal) keep(job, refusal)
        throw error
      }
    }

    const outcomes = jobs.map((job) => outcomeOf(() => run(job)))
    // An order that is placed and changed in one batch is inserted as it was placed.
    await parts.orders.insert(em, placed)
    for (const { from, to } of changes) {
      if (!(await parts.orders.change(em, from, to))) throw new Error(`Order ${to.id} changed although it is locked`)
    }
    await parts.desks.write(em, moved)
    await parts.orders.trust(em, trust, parts.now())
    for (const { storeId, id } of owing) await parts.orders.owe(em, storeId, [id], parts.now())
    for (const [storeId, { board }] of moved) if (board !== boards.get(storeId)) events.push(deskEvent(storeId, board, parts.now()))
    const offsets = await parts.log.append(em, counters, events)
    for (const [id, i] of told) kept.set(id, answerByEvent(kept.get(id) as StoredAnswer, events[i] as EventDraft, offsets[i] as number))
    await keepAnswers(em, kept, parts.now())
    if (kept.size === 0) await confirmAnswers(em, [...answers.keys()])
    return outcomes
  })
}

/** The event's data is OrderEventData, made of the order's JSON as it is answered and kept. */
export function eventOf(order: Order, json: string, at: number): EventDraft {
  return { storeId: order.storeId, type: order.version === 1 ? 'order.placed' : 'order.changed', seat: order.seatId, at, json: `{"order":${json}}` }
}

/** Everybody in the store is told what the kitchen says. */
export function deskEvent(storeId: string, board: DeskState['board'], at: number): EventDraft {
  const data: DeskEventData = { desk: board }
  return { storeId, type: deskEventType, seat: everySeat, at, data }
}

/** A refused job costs the others of its batch nothing. */
function outcomeOf(run: () => Reply): Outcome<Reply> {
  try {
    return { value: run() }
  } catch (error) {
    return { error: error as Error }
  }
}
