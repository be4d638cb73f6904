import { z } from 'zod'

export const orderStates = ['awaiting', 'placed', 'accepted', 'preparing', 'ready', 'served', 'cancelled'] as const
export const orderStateSchema = z.enum(orderStates)
export type OrderState = z.infer<typeof orderStateSchema>

/** What an order that is `awaiting` waits for: money, or a tap at the counter. The kitchen cooks nothing of it before. */
export const awaitedThings = ['payment', 'counter'] as const
export const awaitedSchema = z.enum(awaitedThings)
export type Awaited = z.infer<typeof awaitedSchema>

/** Who may make a transition; `payment` is money that has arrived, or has not for too long. */
export type TransitionBy = 'guest' | 'staff' | 'payment'

/** One allowed change of an order's state. `recall` brings an order back that went on by mistake; nothing else leaves a closed state. */
export type Transition = { readonly from: OrderState; readonly to: OrderState; readonly by: readonly TransitionBy[]; readonly needsReason?: boolean; readonly recall?: boolean }

/** Everything that may happen to an order; what is not here is refused. Guests cancel until preparing begins, staff at any time with a reason. */
export const orderTransitions: readonly Transition[] = [
  { from: 'awaiting', to: 'placed', by: ['staff', 'payment'] },
  { from: 'placed', to: 'accepted', by: ['staff'] },
  { from: 'accepted', to: 'preparing', by: ['staff'] },
  { from: 'preparing', to: 'ready', by: ['staff'] },
  { from: 'ready', to: 'served', by: ['staff'] },
  { from: 'awaiting', to: 'cancelled', by: ['guest', 'staff', 'payment'], needsReason: true },
  { from: 'placed', to: 'cancelled', by: ['guest', 'staff'], needsReason: true },
  { from: 'accepted', to: 'cancelled', by: ['guest', 'staff'], needsReason: true },
  { from: 'preparing', to: 'cancelled', by: ['staff'], needsReason: true },
  { from: 'ready', to: 'cancelled', by: ['staff'], needsReason: true },
  { from: 'preparing', to: 'accepted', by: ['staff'], recall: true },
  { from: 'ready', to: 'preparing', by: ['staff'], recall: true },
  { from: 'served', to: 'ready', by: ['staff'], recall: true },
]

/** States in which an order is done; only a recall leaves one. */
export const closedStates: readonly OrderState[] = ['served', 'cancelled']

/** The table's row for a change, or undefined if that change is never allowed. */
export function findTransition(from: OrderState, to: OrderState): Transition | undefined {
  return orderTransitions.find((row) => row.from === from && row.to === to)
}

/** What `by` may do next with an order in state `from`, recalls apart; for buttons. */
export function nextStates(from: OrderState, by: TransitionBy): OrderState[] {
  return orderTransitions.filter((row) => row.from === from && !row.recall && row.by.includes(by)).map((row) => row.to)
}

/** The state that staff may bring an order back to from `from`, if there is one; for an undo button. */
export function recallState(from: OrderState): OrderState | undefined {
  return orderTransitions.find((row) => row.from === from && row.recall)?.to
}
