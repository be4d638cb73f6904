import type { Order } from '@jari/contract/order.ts'
import { closedStates, orderStates } from '@jari/contract/order-state.ts'
import type { OrderState } from '@jari/contract/order-state.ts'
import type { Database, EntityManager } from '@jari/service/database.ts'
import { toInsert, toOrder } from './order-row.ts'
import type { OrderColumns } from './order-row.ts'
import { OrderEntity } from './schema.ts'

type Tables = { customer_order: OrderColumns }

/** Limits a query to the orders of one seat; null is no limit. */
export type SeatScope = string | null

const openStates = orderStates.filter((state) => !closedStates.includes(state))

/** The only user of the orders' table. Methods with `em` join its transaction. */
export type OrderRepository = ReturnType<typeof createOrderRepository>

export function createOrderRepository(database: Database) {
  const from = (em: EntityManager = database.em()) => em.getKysely<Tables>()

  /** Newest first. */
  const listQuery = (storeId: string, seat: SeatScope, states: readonly OrderState[], limit: number, em?: EntityManager) => {
    const query = from(em).selectFrom('customer_order').selectAll().where('store_id', '=', storeId).where('state', 'in', [...states])
    const scoped = seat === null ? query : query.where('seat_id', '=', seat)
    return scoped.orderBy('changed_at', 'desc').orderBy('id', 'desc').limit(limit)
  }

  return {
    async find(storeId: string, seat: SeatScope, id: string): Promise<Order | null> {
      const row = await from().selectFrom('customer_order').selectAll().where('id', '=', id).executeTakeFirst()
      return row && row.store_id === storeId && (seat === null || row.seat_id === seat) ? toOrder(row) : null
    },

    async list(storeId: string, seat: SeatScope, states: readonly OrderState[], limit: number): Promise<Order[]> {
      const rows = await listQuery(storeId, seat, states, limit).execute()
      return rows.map(toOrder)
    },

    /** All open orders, and the last closed ones, of a store or seat. */
    async board(em: EntityManager, storeId: string, seat: SeatScope, closed: number): Promise<Order[]> {
      const open = await listQuery(storeId, seat, openStates, 10_000, em).execute()
      const done = await listQuery(storeId, seat, closedStates, closed, em).execute()
      return [...open, ...done].map(toOrder).toSorted((a, b) => (a.id < b.id ? -1 : 1))
    },

    /** Orders by id, locked in ascending order of id until the transaction ends. */
    async lock(em: EntityManager, ids: readonly string[]): Promise<Map<string, Order>> {
      if (ids.length === 0) return new Map()
      const select = from(em).selectFrom('customer_order').selectAll().where('id', 'in', [...new Set(ids)]).orderBy('id')
      const rows = await (database.engine === 'sqlite' ? select : select.forUpdate()).execute()
      return new Map(rows.map((row) => [row.id, toOrder(row)]))
    },

    async insert(em: EntityManager, orders: readonly Order[]): Promise<void> {
      if (orders.length > 0) await em.insertMany(OrderEntity, orders.map(toInsert))
    },

    /** Changes an order that is still as `from` says; false if it is not. */
    async change(em: EntityManager, before: Order, after: Order): Promise<boolean> {
      const { state, version, reason, changedAt } = after
      const changed = await em.nativeUpdate(OrderEntity, { id: before.id, state: before.state, version: before.version }, { state, version, reason, changedAt: Date.parse(changedAt) })
      return changed === 1
    },
  }
}
