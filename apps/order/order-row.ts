import { z } from 'zod'
import { orderLineSchema } from '@jari/contract/order.ts'
import type { Order } from '@jari/contract/order.ts'
import { orderStateSchema } from '@jari/contract/order-state.ts'

/** The columns of an order as Kysely sees them. */
export type OrderColumns = {
  id: string
  store_id: string
  seat_id: string
  state: string
  version: number
  lines: string
  total: number
  currency: string
  reason: string | null
  placed_at: number
  changed_at: number
}

const linesSchema = z.array(orderLineSchema)

/** An order as it crosses the wire, from its row. */
export function toOrder(row: OrderColumns): Order {
  return {
    id: row.id,
    storeId: row.store_id,
    seatId: row.seat_id,
    state: orderStateSchema.parse(row.state),
    version: row.version,
    lines: linesSchema.parse(JSON.parse(row.lines)),
    total: Number(row.total),
    currency: row.currency,
    reason: row.reason,
    placedAt: new Date(Number(row.placed_at)).toISOString(),
    changedAt: new Date(Number(row.changed_at)).toISOString(),
  }
}

/** What `em.insertMany` takes for an order. */
export function toInsert(order: Order) {
  return { ...order, lines: JSON.stringify(order.lines), placedAt: Date.parse(order.placedAt), changedAt: Date.parse(order.changedAt) }
}
