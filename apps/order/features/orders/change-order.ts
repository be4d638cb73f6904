import type { Order, TransitionRequest } from '@jari/contract/order.ts'
import { findTransition } from '@jari/contract/order-state.ts'
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
  return { ...order, state: request.to, version: order.version + 1, reason: request.reason ?? order.reason, changedAt: new Date(now).toISOString() }
}
