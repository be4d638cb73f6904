import { z } from 'zod'
import { orderLineSchema, orderSchema } from '@jari/contract/order.ts'
import type { Order } from '@jari/contract/order.ts'
import { awaitedSchema, orderStateSchema } from '@jari/contract/order-state.ts'

/** The columns of an order as Kysely sees them. Those that may be null for want of a value are missing from orders of older versions. */
export type OrderColumns = {
  id: string
  store_id: string
  seat_id: string
  number: number | null
  day: string | null
  state: string
  awaits: string | null
  version: number
  lines: string
  total: number
  paid: number | null
  refunded: number | null
  currency: string
  guest_id: string | null
  bill_id: string | null
  reason: string | null
  detail: string | null
  placed_at: number
  changed_at: number
}

const linesSchema = z.array(orderLineSchema)
const detailSchema = orderSchema.pick({ note: true, placedBy: true, extraMinutes: true, acknowledged: true, times: true, calledAt: true })

/** An order as it crosses the wire, from its row. */
export function toOrder(row: OrderColumns): Order {
  return {
    id: row.id,
    storeId: row.store_id,
    seatId: row.seat_id,
    number: row.number ?? 0,
    day: row.day ?? '',
    state: orderStateSchema.parse(row.state),
    awaits: awaitedSchema.nullable().parse(row.awaits),
    version: row.version,
    lines: linesSchema.parse(JSON.parse(row.lines)),
    total: Number(row.total),
    paid: Number(row.paid ?? 0),
    refunded: Number(row.refunded ?? 0),
    currency: row.currency,
    guestId: row.guest_id,
    billId: row.bill_id,
    reason: row.reason,
    ...detailSchema.parse(JSON.parse(row.detail ?? '{}')),
    placedAt: new Date(Number(row.placed_at)).toISOString(),
    changedAt: new Date(Number(row.changed_at)).toISOString(),
  }
}

/** What a new order is written with, by column. */
export const insertedColumns = ['id', 'store_id', 'seat_id', 'number', 'day', 'state', 'awaits', 'version', 'lines', 'total', 'paid', 'refunded', 'currency', 'guest_id', 'bill_id', 'reason', 'detail', 'placed_at', 'changed_at'] as const

/** The values of a new order in the order of those columns. */
export function toValues({ order, lines }: WrittenOrder): unknown[] {
  const { id, storeId, seatId, number, day, state, awaits, version, total, paid, refunded, currency, guestId, billId, reason, placedAt, changedAt } = order
  return [id, storeId, seatId, number, day, state, awaits, version, lines, total, paid, refunded, currency, guestId, billId, reason, detailOf(order), Date.parse(placedAt), Date.parse(changedAt)]
}

/** What may be another when an order changes, by column. */
export const changedColumns = ['state', 'awaits', 'version', 'lines', 'paid', 'refunded', 'guest_id', 'bill_id', 'reason', 'detail', 'changed_at'] as const

/** The values of a changed order in the order of those columns. */
export function toChange(order: Order): unknown[] {
  const { state, awaits, version, lines, paid, refunded, guestId, billId, reason, changedAt } = order
  return [state, awaits, version, JSON.stringify(lines), paid, refunded, guestId, billId, reason, detailOf(order), Date.parse(changedAt)]
}

/** JSON of what nothing is searched by. */
function detailOf({ note, placedBy, extraMinutes, acknowledged, times, calledAt }: Order): string {
  return JSON.stringify({ note, placedBy, extraMinutes, acknowledged, times, calledAt })
}

/** An order with its JSON, and that of its lines: made once for the row, the event and the answer. */
export type WrittenOrder = { readonly order: Order; readonly lines: string; readonly json: string }

export function writeOut(order: Order): WrittenOrder {
  const { lines, ...rest } = order
  const list = JSON.stringify(lines)
  return { order, lines: list, json: `${JSON.stringify(rest).slice(0, -1)},"lines":${list}}` }
}
