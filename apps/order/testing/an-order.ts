import { orderSchema } from '@jari/contract/order.ts'
import type { Order } from '@jari/contract/order.ts'

/** An order for tests of what is done to one. */
export function anOrder(change: Partial<Order> = {}): Order {
  const at = '2026-11-21T09:30:00.000Z'
  return { ...orderSchema.parse({ id: 'o', storeId: 's', seatId: 'x', number: 1, day: '2026-11-21', state: 'placed', version: 3, lines: [], total: 0, currency: 'KRW', reason: null, placedAt: at, changedAt: at }), ...change }
}
