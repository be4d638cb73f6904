import type { FeedEvent } from '@jari/contract/feed.ts'
import { orderSchema, type Order } from '@jari/contract/order.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { applyOrderEvent, openOrders, ordersOf, seatOrders, withOrder } from './orders.ts'

function order(id: string, more: Partial<Order> = {}): Order {
  const placedAt = '2026-11-21T09:00:00.000Z'
  return { ...orderSchema.parse({ id, storeId: 's', seatId: 'a1', state: 'placed', version: 1, lines: [], total: 0, currency: 'KRW', reason: null, placedAt, changedAt: placedAt }), ...more }
}
const event = (type: string, one: Order): FeedEvent => ({ offset: 1, id: 'e', type, at: one.changedAt, data: { order: one } })

test('a placed order appears, a changed one is replaced', () => {
  const placed = applyOrderEvent(ordersOf({ orders: [] }), event('order.placed', order('o1')))
  const changed = applyOrderEvent(placed, event('order.changed', order('o1', { state: 'accepted', version: 2 })))
  assert.deepEqual([...changed.values()].map((one) => one.state), ['accepted'])
})

test('an event that comes after the answer to our own request does not take the order back', () => {
  const newer = withOrder(ordersOf({ orders: [] }), order('o1', { state: 'accepted', version: 2 }))
  assert.equal(applyOrderEvent(newer, event('order.placed', order('o1'))).get('o1')?.state, 'accepted')
})

test('an event of a kind that this page does not know changes nothing', () => {
  const orders = ordersOf({ orders: [order('o1')] })
  assert.equal(applyOrderEvent(orders, event('menu.changed', order('o2'))), orders)
})

test('the kitchen sees open orders, oldest first', () => {
  const orders = ordersOf({
    orders: [order('late', { placedAt: '2026-11-21T09:05:00.000Z' }), order('early'), order('done', { state: 'served' }), order('void', { state: 'cancelled' })],
  })
  assert.deepEqual(openOrders(orders).map((one) => one.id), ['early', 'late'])
})

test('a seat sees its own orders, newest first', () => {
  const orders = ordersOf({ orders: [order('1'), order('2', { placedAt: '2026-11-21T09:05:00.000Z' }), order('3', { seatId: 'b2' })] })
  assert.deepEqual(seatOrders(orders, 'a1').map((one) => one.id), ['2', '1'])
})
