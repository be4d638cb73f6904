import type { FeedEvent } from '@jari/contract/feed.ts'
import { pickupEventDataSchema, pickupStates } from '@jari/contract/pickup.ts'
import type { PickupState } from '@jari/contract/pickup.ts'

/** The pickup feed's state after an event. */
export function reducePickup(state: PickupState, event: FeedEvent): PickupState {
  const { order } = pickupEventDataSchema.parse(event.data)
  const others = state.orders.filter((one) => one.id !== order.id)
  return { orders: pickupStates.includes(order.state) ? [...others, order] : others }
}
