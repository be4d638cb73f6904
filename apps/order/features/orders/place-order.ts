import type { Order, OrderLine, PlaceOrder } from '@jari/contract/order.ts'
import type { Fault } from '@jari/contract/problem.ts'
import { problems } from '@jari/service/problems.ts'
import type { BrandMenu } from '../../menu-repository.ts'

/**
 * The order that a request asks for, at today's names and prices. `now` in milliseconds.
 * Throws problems.invalid naming every line whose item the menu does not have, or has not now.
 */
export function draftOrder(input: PlaceOrder, menu: BrandMenu, place: { id: string; storeId: string; now: number }): Order {
  const faults: Fault[] = []
  const lines: OrderLine[] = []
  for (const [i, { itemId, quantity, note }] of input.lines.entries()) {
    const item = menu.byId.get(itemId)
    if (item?.available) lines.push({ itemId, names: item.names, unitPrice: item.price, quantity, note: note ?? null })
    else faults.push({ in: 'body', pointer: `#/lines/${i}/itemId`, detail: item ? 'is sold out' : 'is not on the menu' })
  }
  if (faults.length) throw problems.invalid(faults)
  const at = new Date(place.now).toISOString()
  return {
    id: place.id,
    storeId: place.storeId,
    seatId: input.seatId,
    state: 'placed',
    version: 1,
    lines,
    total: lines.reduce((sum, line) => sum + line.unitPrice * line.quantity, 0),
    currency: menu.currency,
    reason: null,
    placedAt: at,
    changedAt: at,
  }
}
