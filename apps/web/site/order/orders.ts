import { closedStates } from '@jari/contract/order-state.ts'
import type { OrderEventData, OrderFeedState } from '@jari/contract/feed.ts'
import type { FeedEvent } from '@jari/contract/feed.ts'
import type { Order } from '@jari/contract/order.ts'

/** All orders that a page knows, by id. */
export type Orders = ReadonlyMap<string, Order>

/** The orders of a snapshot of the order feed. */
export function ordersOf(state: OrderFeedState): Orders {
  return new Map(state.orders.map((order) => [order.id, order]))
}

/** The orders after an event of the order feed; events of other kinds change nothing. */
export function applyOrderEvent(orders: Orders, event: FeedEvent): Orders {
  if (event.type !== 'order.placed' && event.type !== 'order.changed') return orders
  const { order } = event.data as OrderEventData
  return withOrder(orders, order)
}

/** The orders with what a request of our own answered; an older version never replaces a newer one. */
export function withOrder(orders: Orders, order: Order): Orders {
  const known = orders.get(order.id)
  if (known && known.version >= order.version) return orders
  return new Map(orders).set(order.id, order)
}

/** Orders that somebody still has to do something about, oldest first. */
export function openOrders(orders: Orders): Order[] {
  return [...orders.values()].filter((order) => !closedStates.includes(order.state)).toSorted(byAge)
}

/** The seat's own orders, newest first. */
export function seatOrders(orders: Orders, seatId: string): Order[] {
  return [...orders.values()].filter((order) => order.seatId === seatId).toSorted((a, b) => byAge(b, a))
}

function byAge(a: Order, b: Order): number {
  return a.placedAt < b.placedAt ? -1 : a.placedAt > b.placedAt ? 1 : a.id < b.id ? -1 : 1
}
