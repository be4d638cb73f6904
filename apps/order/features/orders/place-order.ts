import type { Order, OrderLine, PlaceOrder } from '@jari/contract/order.ts'
import type { Awaited } from '@jari/contract/order-state.ts'
import type { Fault } from '@jari/contract/problem.ts'
import { problems } from '@jari/service/problems.ts'
import type { DeskState } from '../../desk-repository.ts'
import type { LocalTime } from '../../store-clock.ts'
import { busyMinutes, countLines, left } from '../desk/desk.ts'
import { servedAt } from '../menu/store-menu.ts'
import type { StoreMenu } from '../menu/store-menu.ts'
import { orderLine } from './order-line.ts'

/** Where, when and by whom an order is placed. `guestId` is null for staff; `now` in milliseconds, `local` the same in the store's time. */
export type Placing = { readonly id: string; readonly storeId: string; readonly guestId: string | null; readonly now: number; readonly local: LocalTime; readonly awaits: Awaited | null }

/**
 * The order that a request asks for, at today's names and prices and with the day's next number, and the desk after it.
 * Throws problems.invalid naming every line that cannot be had, and a conflict (409) with the desk for guests while it is paused.
 */
export function placeOrder(input: PlaceOrder, menu: StoreMenu, desk: DeskState, placing: Placing): { order: Order; desk: DeskState } {
  const { now, local, guestId } = placing
  if (desk.board.paused && guestId !== null) throw problems.conflict('The kitchen takes no orders for the moment.', { desk: desk.board })
  const lines = readLines(input, menu, desk, local)
  const total = lines.reduce((sum, line) => sum + line.unitPrice * line.quantity, 0)
  const at = new Date(now).toISOString()
  const day = desk.day > local.day ? desk.day : local.day
  const number = desk.day === day ? desk.lastNumber + 1 : 1
  const awaits = placing.awaits === 'payment' && total === 0 ? null : placing.awaits
  const order: Order = {
    id: placing.id,
    storeId: placing.storeId,
    seatId: input.seatId,
    number,
    day,
    state: awaits ? 'awaiting' : 'placed',
    awaits,
    version: 1,
    lines,
    note: input.note || null,
    total,
    paid: 0,
    refunded: 0,
    currency: menu.document.currency,
    placedBy: guestId === null ? 'staff' : 'guest',
    guestId,
    billId: null,
    extraMinutes: busyMinutes(desk.board, now),
    reason: null,
    acknowledged: true,
    times: {},
    calledAt: null,
    placedAt: at,
    changedAt: at,
  }
  return { order, desk: { day, lastNumber: number, board: countLines(desk.board, lines, -1) } }
}

function readLines(input: PlaceOrder, menu: StoreMenu, desk: DeskState, { time }: LocalTime): OrderLine[] {
  const faults: Fault[] = []
  const lines: OrderLine[] = []
  const wanted = new Map<string, number>()
  for (const [i, cart] of input.lines.entries()) {
    const fault = (member: string, detail: string) => void faults.push({ in: 'body', pointer: `#/lines/${i}/${member}`, detail })
    const item = menu.items.get(cart.itemId)
    const soFar = wanted.get(cart.itemId) ?? 0
    const there = left(desk.board, cart.itemId)
    wanted.set(cart.itemId, soFar + cart.quantity)
    if (!item) fault('itemId', 'is not on the menu')
    else if (!item.available) fault('itemId', 'is not sold here at present')
    else if (!servedAt(item, time)) fault('itemId', `is served from ${item.hours?.map(({ from, to }) => `${from} to ${to}`).join(', ') || 'no hour on'}`)
    else if (there === 0) fault('itemId', 'is sold out')
    else if (soFar + cart.quantity > there) fault('quantity', `is more than the ${there} that are left`)
    else lines.push(orderLine(cart, item, menu, i, faults))
  }
  if (faults.length) throw problems.invalid(faults)
  return lines
}
