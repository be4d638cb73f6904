import type { Order, TransitionRequest } from '@jari/contract/order.ts'
import type { TransitionBy } from '@jari/contract/order-state.ts'
import type { EventDraft, EventLog } from '@jari/feed/event-log.ts'
import type { Database } from '@jari/service/database.ts'
import type { Outcome } from '@jari/service/group-commit.ts'
import { findAnswers, keepAnswers, refusalToKeep, replay, toStored } from '@jari/service/idempotency.ts'
import type { StoredAnswer } from '@jari/service/idempotency.ts'
import type { KeyUse } from '@jari/service/idempotency-key.ts'
import { problems } from '@jari/service/problems.ts'
import type { Reply } from '@jari/service/route.ts'
import type { OrderRepository } from '../../order-repository.ts'
import { changeOrder } from './change-order.ts'

/**
 * Something to be written: a new order, or a change of one. A draft is only made if its key is new, so that a repeat gets
 * the first answer even if the item has sold out since. `seat` limits a guest to their own orders.
 */
export type OrderJob = { readonly storeId: string; readonly use: KeyUse } & (
  | { readonly kind: 'place'; readonly draft: () => Order }
  | { readonly kind: 'change'; readonly orderId: string; readonly request: TransitionRequest; readonly by: TransitionBy; readonly seat: string | null }
)

export type WriteParts = { readonly database: Database; readonly log: EventLog; readonly orders: OrderRepository; readonly now: () => number }

/**
 * Writes a batch in one transaction: locks the stores' counters in ascending store id, then the orders by id; looks the
 * keys up after the locks, so that a repeat sees what its first try wrote; then inserts orders, changes, events, answers.
 */
export async function writeBatch(parts: WriteParts, jobs: readonly OrderJob[]): Promise<Outcome<Reply>[]> {
  const storeIds = [...new Set(jobs.map((job) => job.storeId))].toSorted()
  await parts.log.ensure(storeIds)
  return parts.database.em().transactional(async (em) => {
    const counters = await parts.log.lock(em, storeIds)
    const known = await parts.orders.lock(em, jobs.flatMap((job) => (job.kind === 'change' ? [job.orderId] : [])))
    const answers = await findAnswers(em, jobs.map((job) => job.use))
    const placed: Order[] = []
    const changes: { before: Order; after: Order }[] = []
    const events: EventDraft[] = []
    const kept = new Map<string, StoredAnswer>()

    const keep = ({ use }: OrderJob, answer: StoredAnswer) => {
      kept.set(use.id, answer)
      answers.set(use.id, answer)
    }

    const run = (job: OrderJob): Reply => {
      const first = replay(job.use, answers)
      if (first) return first
      const after = draftOf(job)
      if (job.kind === 'place') placed.push(after)
      else changes.push({ before: known.get(after.id) as Order, after })
      known.set(after.id, after)
      const json = JSON.stringify(after)
      events.push(eventOf(after, json, parts.now()))
      const reply = { status: job.kind === 'place' ? 201 : 200, json }
      keep(job, toStored(job.use, reply))
      return reply
    }

    const draftOf = (job: OrderJob): Order => {
      try {
        return job.kind === 'place' ? job.draft() : decide(job, known, parts.now())
      } catch (error) {
        const refusal = refusalToKeep(job.use, error)
        if (refusal) keep(job, refusal)
        throw error
      }
    }

    const outcomes = jobs.map((job) => outcomeOf(() => run(job)))
    await parts.orders.insert(em, placed)
    for (const { before, after } of changes) {
      if (!(await parts.orders.change(em, before, after))) throw new Error(`Order ${after.id} changed although it is locked`)
    }
    await parts.log.append(em, counters, events)
    await keepAnswers(em, kept, parts.now())
    return outcomes
  })
}

function decide(job: OrderJob & { kind: 'change' }, known: ReadonlyMap<string, Order>, now: number): Order {
  const order = known.get(job.orderId)
  if (!order || order.storeId !== job.storeId || (job.seat !== null && order.seatId !== job.seat)) throw problems.notFound('order')
  return changeOrder(order, job.request, job.by, now)
}

/** The event's data is OrderEventData, made of the order's JSON as it is answered and kept. */
function eventOf(order: Order, json: string, at: number): EventDraft {
  return { storeId: order.storeId, type: order.version === 1 ? 'order.placed' : 'order.changed', seat: order.seatId, at, json: `{"order":${json}}` }
}

/** A refused job costs the others of its batch nothing. */
function outcomeOf(run: () => Reply): Outcome<Reply> {
  try {
    return { value: run() }
  } catch (error) {
    return { error: error as Error }
  }
}
