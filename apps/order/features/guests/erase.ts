import { orderEventDataSchema } from '@jari/contract/feed.ts'
import type { Order } from '@jari/contract/order.ts'
import { closedStates } from '@jari/contract/order-state.ts'
import type { EventLog } from '@jari/feed/event-log.ts'
import { rewriteAnswers } from '@jari/service/idempotency.ts'
import { problems } from '@jari/service/problems.ts'
import type { OrderRepository } from '../../order-repository.ts'
import type { WriteAlone } from '../../write-alone.ts'
import { touched } from '../orders/change-order.ts'
import { eventOf } from '../orders/order-event.ts'

export type EraseParts = { readonly orders: OrderRepository; readonly log: EventLog; readonly write: WriteAlone; readonly now: () => number }

/** What in an order is a guest's own: who they were, and what they wrote. What was sold, and for how much, stays. */
function without(order: Order): Pick<Order, 'guestId' | 'note' | 'lines'> {
  return { guestId: null, note: null, lines: order.lines.map((line) => ({ ...line, note: null })) }
}

/**
 * Forgets a guest session: takes what is the guest's own out of its orders, out of the events of them, and out of the
 * answers kept for repeats. How many orders. Throws a conflict while one is still open: the kitchen needs what it says.
 */
export async function eraseGuest({ orders, log, write, now }: EraseParts, storeId: string, seatId: string, guestId: string): Promise<number> {
  let erased = 0
  await write([storeId], null, async ({ em, emit }) => {
    const own = await orders.ofGuest(storeId, seatId, guestId, em)
    const open = own.find(({ state }) => !closedStates.includes(state))
    if (open) throw problems.conflict('An order is still open: it can be forgotten once it is served or cancelled.', { order: open })
    for (const order of own) {
      const after = touched(order, now(), without(order))
      if (!(await orders.change(em, order, after))) throw new Error(`Order ${order.id} changed although its store is locked`)
      emit(eventOf(after, JSON.stringify(after), now()))
    }
    const mark = `"guestId":"${guestId}"`
    await log.rewrite(em, storeId, seatId, (json) => (json.includes(mark) ? forgetIn(json) : null))
    const first = own[0]
    if (first) await rewriteAnswers(em, Date.parse(first.placedAt) - 60_000, mark, (json) => forgetInAnswer(json))
    await orders.distrust(em, guestId)
    erased = own.length
    return { status: 204 }
  })
  return erased
}

function forgetIn(json: string): string {
  const { order } = orderEventDataSchema.parse(JSON.parse(json))
  return JSON.stringify({ order: { ...order, ...without(order) } })
}

/** An answer is an order, or a problem that carries one. */
function forgetInAnswer(json: string): string {
  const answer = JSON.parse(json) as Order | { order: Order }
  const cleaned = 'order' in answer ? { ...answer, order: { ...answer.order, ...without(answer.order) } } : { ...answer, ...without(answer) }
  return JSON.stringify(cleaned)
}
