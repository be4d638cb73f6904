import { sql } from 'kysely'
import { orderStateSchema } from '@jari/contract/order-state.ts'
import type { OrderState } from '@jari/contract/order-state.ts'
import type { Database } from '@jari/service/database.ts'
import type { OrderColumns } from './order-row.ts'

/** Sums of one store's orders of one of its days that are in one state; amounts in minor units. */
export type DayFigures = { readonly storeId: string; readonly state: OrderState; readonly orders: number; readonly total: number; readonly unpaid: number }

/** Sums over orders. */
export type FigureRepository = ReturnType<typeof createFigureRepository>

export function createFigureRepository(database: Database) {
  /** `days` maps stores to their business day. An order of a day has changed on it or later, so the index by state and change is enough. */
  async function ofDays(days: ReadonlyMap<string, string>): Promise<DayFigures[]> {
    if (days.size === 0) return []
    const earliest = Math.min(...[...days.values()].map((day) => Date.parse(`${day}T00:00:00Z`))) - 15 * 3600_000
    const rows = await database
      .em()
      .getKysely<{ customer_order: OrderColumns }>()
      .selectFrom('customer_order')
      .select(['store_id', 'day', 'state'])
      .select(sql<number>`count(*)`.as('orders'))
      .select(sql<number>`sum(total)`.as('total'))
      .select(sql<number>`sum(case when total > coalesce(paid, 0) then total - coalesce(paid, 0) else 0 end)`.as('unpaid'))
      .where('store_id', 'in', [...days.keys()])
      .where('state', 'in', [...orderStateSchema.options])
      .where('changed_at', '>=', earliest)
      .where('day', 'in', [...new Set(days.values())])
      .groupBy(['store_id', 'day', 'state'])
      .execute()
    return rows.filter((row) => days.get(row.store_id) === row.day).map((row) => ({ storeId: row.store_id, state: orderStateSchema.parse(row.state), orders: Number(row.orders), total: Number(row.total), unpaid: Number(row.unpaid) }))
  }

  return {
    ofDays,

    /** What was sold on a store's day and not cancelled, and what of it is not paid. */
    async money(storeId: string, day: string): Promise<{ sales: number; unpaid: number }> {
      const kept = (await ofDays(new Map([[storeId, day]]))).filter(({ state }) => state !== 'cancelled')
      return { sales: kept.reduce((sum, { total }) => sum + total, 0), unpaid: kept.reduce((sum, { unpaid }) => sum + unpaid, 0) }
    },
  }
}
