import type { Desk, SetPace, SetStock, Stock } from '@jari/contract/desk.ts'
import type { OrderLine } from '@jari/contract/order.ts'

/** What the kitchen says of an item, if anything. */
export function stockOf(desk: Desk, itemId: string): Stock | undefined {
  return desk.stock.find((one) => one.itemId === itemId)
}

/** How many can be ordered; Infinity where nobody counts. */
export function left(desk: Desk, itemId: string): number {
  const stock = stockOf(desk, itemId)
  if (!stock) return Infinity
  return stock.soldOut ? 0 : (stock.remaining ?? Infinity)
}

/** The desk with the kitchen's word on an item; an item that is neither sold out nor counted is left out. */
export function withStock(desk: Desk, itemId: string, { soldOut, remaining }: SetStock): Desk {
  const others = desk.stock.filter((one) => one.itemId !== itemId)
  return { ...desk, stock: soldOut || remaining !== null ? [...others, { itemId, soldOut, remaining }] : others }
}

export function withPace(desk: Desk, { paused, reason, busyMinutes, busyUntil }: SetPace): Desk {
  return { ...desk, paused, pauseReason: paused ? reason : null, busyMinutes, busyUntil: busyMinutes > 0 ? busyUntil : null }
}

/** The desk after lines were ordered (`sign` -1) or given back (1); the same object if none of them is counted. */
export function countLines(desk: Desk, lines: readonly Pick<OrderLine, 'itemId' | 'quantity'>[], sign: -1 | 1): Desk {
  let stock = desk.stock
  for (const { itemId, quantity } of lines) {
    if (!stock.some((one) => one.itemId === itemId && one.remaining !== null)) continue
    stock = stock.map((one) => (one.itemId === itemId && one.remaining !== null ? { ...one, remaining: Math.max(0, one.remaining + sign * quantity) } : one))
  }
  return stock === desk.stock ? desk : { ...desk, stock }
}

/** How much longer than usual it takes, in minutes. `now` in milliseconds. */
export function busyMinutes(desk: Desk, now: number): number {
  return desk.busyUntil !== null && Date.parse(desk.busyUntil) <= now ? 0 : desk.busyMinutes
}
