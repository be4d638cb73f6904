import type { Order, TransitionRequest } from '@jari/contract/order.ts'
import { closedStates, findTransition } from '@jari/contract/order-state.ts'
import type { TransitionBy } from '@jari/contract/order-state.ts'
import { problems } from '@jari/service/problems.ts'

/**
 * The order after a transition. `now` in milliseconds.
 * Throws a conflict (409) with the present order if it has changed since the caller looked, or if the table has no such
 * transition for it; invalid (422) if staff cancel without a reason.
 */
export function changeOrder(order: Order, request: TransitionRequest, by: TransitionBy, now: number): Order {
  if (order.version !== request.version) throw problems.conflict(`The order is ${order.state} (version ${order.version}) by now.`, { order })
  const transition = findTransition(order.state, request.to)
  if (!transition?.by.includes(by)) throw problems.conflict(`An order that is ${order.state} cannot become ${request.to}${transition ? ` by a ${by}` : ''}.`, { order })
  if (transition.needsReason && by === 'staff' && !request.reason) throw problems.invalid([{ in: 'body', pointer: '#/reason', detail: 'is needed to cancel an order' }])
  return moved(order, request.to, now, request.reason)
}

/** The order in another state, whatever the table says. */
function moved(order: Order, to: Order['state'], now: number, reason?: string): Order {
  const at = new Date(now).toISOString()
  return touched(order, now, {
    state: to,
    awaits: null,
    reason: reason ?? order.reason,
    acknowledged: to !== 'cancelled' || order.state === 'awaiting',
    times: { ...order.times, [to]: at },
    calledAt: to === 'ready' ? at : order.calledAt,
  })
}

/** The order with some members changed, one version on. `now` in milliseconds. */
export function touched(order: Order, now: number, change: Partial<Order>): Order {
  return { ...order, ...change, version: order.version + 1, changedAt: new Date(now).toISOString() }
}

/** The order with a line marked as made or not; the same object if it is so already. Throws notFound, or a conflict where nothing is being made. */
export function markLine(order: Order, lineId: number, done: boolean, now: number): Order {
  const line = order.lines.find((one) => one.id === lineId)
  if (!line) throw problems.notFound('line')
  if (closedStates.includes(order.state) || order.state === 'awaiting') throw problems.conflict(`Nothing is made of an order that is ${order.state}.`, { order })
  if (line.done === done) return order
  return touched(order, now, { lines: order.lines.map((one) => (one.id === lineId ? { ...one, done } : one)) })
}

/** The order after the kitchen has seen that it was cancelled; the same object if it has already. Throws a conflict if it was not. */
export function acknowledge(order: Order, now: number): Order {
  if (order.state !== 'cancelled') throw problems.conflict(`An order that is ${order.state} was not cancelled.`, { order })
  return order.acknowledged ? order : touched(order, now, { acknowledged: true })
}

/** The order with its seat called once more. Throws a conflict unless it is ready. */
export function callSeat(order: Order, now: number): Order {
  if (order.state !== 'ready') throw problems.conflict(`An order that is ${order.state} cannot be fetched.`, { order })
  return touched(order, now, { calledAt: new Date(now).toISOString() })
}
