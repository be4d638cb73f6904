import type { Order } from '@jari/contract/order.ts'
import type { EventDraft } from '@jari/feed/event-log.ts'
import type { Outcome } from '@jari/service/group-commit.ts'
import { refusalToKeep, replay, toStored } from '@jari/service/kept-answer.ts'
import type { StoredAnswer } from '@jari/service/kept-answer.ts'
import type { Reply } from '@jari/service/route.ts'
import { emptyDesk } from '../../desk-repository.ts'
import type { DeskState } from '../../desk-repository.ts'
import { writeOut } from '../../order-row.ts'
import type { WrittenOrder } from '../../order-row.ts'
import { deskEvent, eventOf } from './order-event.ts'
import type { Decision, OrderJob } from './order-job.ts'

/** What the jobs of a batch find, read under the locks. The jobs' own doings are put into it. */
export type Found = { readonly orders: Map<string, Order>; readonly answers: Map<string, StoredAnswer>; readonly desks: Map<string, DeskState>; readonly trusted: Set<string> }

/** What a batch comes to: the callers' answers, and all that has to be written. */
export type Decided = {
  readonly outcomes: Outcome<Reply>[]
  readonly placed: WrittenOrder[]
  readonly changes: { readonly from: Order; readonly to: Order }[]
  readonly desks: Map<string, DeskState>
  readonly trust: string[]
  readonly owing: Order[]
  readonly events: EventDraft[]
  /** Answers to keep, by key. */
  readonly kept: Map<string, StoredAnswer>
  /** Which of the events tells an answer that is kept. */
  readonly told: Map<string, number>
}

/** Lets the jobs of a batch decide one after the other, each on what those before it did. Only computes. `now` in milliseconds. */
export function decideBatch(jobs: readonly OrderJob[], found: Found, now: number): Decided {
  const { orders, answers, desks, trusted } = found
  const boards = new Map([...desks].map(([storeId, desk]) => [storeId, desk.board]))
  const decided: Decided = { outcomes: [], placed: [], changes: [], desks: new Map(), trust: [], owing: [], events: [], kept: new Map(), told: new Map() }
  const { kept, events } = decided

  const keep = ({ use }: OrderJob, answer: StoredAnswer) => {
    kept.set(use.id, answer)
    answers.set(use.id, answer)
  }

  const run = (job: OrderJob): Reply => {
    const first = replay(job.use, answers)
    if (first) return first
    const { status, order, desk, trust, owed } = decide(job)
    const written = writeOut(order)
    const from = orders.get(order.id)
    if (order !== from) {
      if (from) decided.changes.push({ from, to: order })
      else decided.placed.push(written)
      orders.set(order.id, order)
      decided.told.set(job.use.id, events.length)
      events.push(eventOf(order, written.json, now))
    }
    if (desk) {
      desks.set(job.storeId, desk)
      decided.desks.set(job.storeId, desk)
    }
    if (trust) {
      trusted.add(trust)
      decided.trust.push(trust)
    }
    if (owed) decided.owing.push(order)
    const reply = { status, json: written.json }
    keep(job, toStored(job.use, reply))
    return reply
  }

  const decide = (job: OrderJob): Decision => {
    try {
      return job.decide({ desk: desks.get(job.storeId) ?? emptyDesk, order: (id) => orders.get(id), trusts: (id) => trusted.has(id) })
    } catch (error) {
      const refusal = refusalToKeep(job.use, error)
      if (refusal) keep(job, refusal)
      throw error
    }
  }

  for (const job of jobs) decided.outcomes.push(outcomeOf(() => run(job)))
  for (const [storeId, { board }] of decided.desks) if (board !== boards.get(storeId)) events.push(deskEvent(storeId, board, now))
  return decided
}

/** A refused job costs the others of its batch nothing. */
function outcomeOf(run: () => Reply): Outcome<Reply> {
  try {
    return { value: run() }
  } catch (error) {
    return { error: error as Error }
  }
}
