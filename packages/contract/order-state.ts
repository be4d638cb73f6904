import { z } from 'zod'

export const orderStates = ['placed', 'accepted', 'preparing', 'ready', 'served', 'cancelled'] as const
export const orderStateSchema = z.enum(orderStates)
export type OrderState = z.infer<typeof orderStateSchema>

/** Who may make a transition. */
export type TransitionBy = 'guest' | 'staff'

/** One allowed change of an order's state. */
export type Transition = { readonly from: OrderState; readonly to: OrderState; readonly by: readonly TransitionBy[]; readonly needsReason?: boolean }

/** Everything that may happen to an order; what is not here is refused. Guests cancel until preparing begins, staff at any time with a reason. */
export const orderTransitions: readonly Transition[] = [
  { from: 'placed', to: 'accepted', by: ['staff'] },
  { from: 'accepted', to: 'preparing', by: ['staff'] },
  { from: 'preparing', to: 'ready', by: ['staff'] },
  { from: 'ready', to: 'served', by: ['staff'] },
  { from: 'placed', to: 'cancelled', by: ['guest', 'staff'], needsReason: true },
  { from: 'accepted', to: 'cancelled', by: ['guest', 'staff'], needsReason: true },
  { from: 'preparing', to: 'cancelled', by: ['staff'], needsReason: true },
  { from: 'ready', to: 'cancelled', by: ['staff'], needsReason: true },
]

/** States that nothing leaves: the order is done. */
export const closedStates: readonly OrderState[] = ['served', 'cancelled']

/** The table's row for a change, or undefined if that change is never allowed. */
export function findTransition(from: OrderState, to: OrderState): Transition | undefined {
  return orderTransitions.find((row) => row.from === from && row.to === to)
}

/** What `by` may do next with an order in state `from`; for buttons. */
export function nextStates(from: OrderState, by: TransitionBy): OrderState[] {
  return orderTransitions.filter((row) => row.from === from && row.by.includes(by)).map((row) => row.to)
}
