import { deskEventDataSchema, deskEventType, orderEventDataSchema, orderSnapshotSchema } from '@jari/contract/feed.ts'
import type { FeedEvent, OrderFeedState, Snapshot } from '@jari/contract/feed.ts'

/** The order feed's state after an event: those about orders carry the whole order, those about the desk the whole desk. */
export function reduceOrders(state: OrderFeedState, event: FeedEvent): OrderFeedState {
  if (event.type === deskEventType) return { ...state, desk: deskEventDataSchema.parse(event.data).desk }
  if (event.type !== 'order.placed' && event.type !== 'order.changed') return state
  const { order } = orderEventDataSchema.parse(event.data)
  return { ...state, orders: [...state.orders.filter((one) => one.id !== order.id), order] }
}

/** Fetches the order snapshot of a store. Throws an Error with `status` when it is refused. */
export async function fetchOrderSnapshot(origin: string, storeId: string, token: string): Promise<Snapshot<OrderFeedState>> {
  const response = await fetch(`${origin}/order/stores/${storeId}/feed/snapshot`, { headers: { Authorization: `Bearer ${token}` } })
  if (!response.ok) throw Object.assign(new Error(`The snapshot was refused with ${response.status}`), { status: response.status })
  return orderSnapshotSchema.parse(await response.json())
}
