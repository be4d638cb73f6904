import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { Order } from '@jari/contract/order.ts'
import { closedStates, orderStates } from '@jari/contract/order-state.ts'
import type { OrderState } from '@jari/contract/order-state.ts'
import type { Database, EntityManager } from '@jari/service/database.ts'
import { ask, execute } from '@jari/service/statement.ts'
import { createOrderStatements } from './order-statements.ts'
import { toOrder } from './order-row.ts'
import type { OrderColumns } from './order-row.ts'

type Tables = { customer_order: OrderColumns; trusted_guest: { id: string; trusted_at: number }; owed_refund: { id: string; store_id: string; since: number } }

/**
 * Limits a query to what a guest may see: what was ordered at the seat since the session began, and what is still on
 * the seat's open bill. `since` and `now` in milliseconds; null is no limit.
 */
export type SeatScope = { readonly seatId: string; readonly since: number; readonly now: number } | null

const openStates = orderStates.filter((state) => !closedStates.includes(state))
/** An order that is done and settled leaves the seat after this, in milliseconds: the next guests do not see it. */
const lingers = 30 * 60_000
/** What is older is on no open bill any more, in milliseconds. */
const billReach = 3 * 24 * 3600_000

/** The only user of the orders' table. Methods with `em` join its transaction. */
export type OrderRepository = ReturnType<typeof createOrderRepository>

export function createOrderRepository(database: Database) {
  const from = (em: EntityManager = database.em()) => em.getKysely<Tables>()
  const statements = createOrderStatements(database.engine)

  /** Newest first. */
  const listQuery = (storeId: string, scope: SeatScope, states: readonly OrderState[], limit: number, em?: EntityManager) => {
    const query = from(em).selectFrom('customer_order').selectAll().where('store_id', '=', storeId).where('state', 'in', [...states])
    const scoped = scope === null ? query : query.where('seat_id', '=', scope.seatId).where((eb) => eb.or([eb('placed_at', '>=', scope.since), onBill(eb, scope.now)]))
    return scoped.orderBy('changed_at', 'desc').orderBy('id', 'desc').limit(limit)
  }

  return {
    ...statements,

    async find(storeId: string, scope: SeatScope, id: string): Promise<Order | null> {
      const row = await from().selectFrom('customer_order').selectAll().where('id', '=', id).executeTakeFirst()
      return row && row.store_id === storeId && (scope === null || seen(scope, toOrder(row))) ? toOrder(row) : null
    },

    async list(storeId: string, scope: SeatScope, states: readonly OrderState[], limit: number): Promise<Order[]> {
      const rows = await listQuery(storeId, scope, states, limit).execute()
      return rows.map(toOrder)
    },

    /** All open orders, and the last closed ones, of a store or seat. */
    async board(em: EntityManager, storeId: string, scope: SeatScope, closed: number): Promise<Order[]> {
      const open = await listQuery(storeId, scope, openStates, 10_000, em).execute()
      const done = await listQuery(storeId, scope, closedStates, closed, em).execute()
      return [...open, ...done].map(toOrder).toSorted((a, b) => (a.id < b.id ? -1 : 1))
    },

    /** What is on a seat's open bill, oldest first. */
    async onOpenBill(storeId: string, seatId: string, now: number, em?: EntityManager): Promise<Order[]> {
      const rows = await from(em).selectFrom('customer_order').selectAll().where('store_id', '=', storeId).where('seat_id', '=', seatId).where((eb) => onBill(eb, now)).orderBy('id').limit(1000).execute()
      return rows.map(toOrder)
    },

    /** All orders of one guest session at its seat, oldest first. */
    async ofGuest(storeId: string, seatId: string, guestId: string, em?: EntityManager): Promise<Order[]> {
      const rows = await from(em).selectFrom('customer_order').selectAll().where('store_id', '=', storeId).where('seat_id', '=', seatId).where('guest_id', '=', guestId).orderBy('id').execute()
      return rows.map(toOrder)
    },

    lock: (em: EntityManager, ids: readonly string[]): Promise<Map<string, Order>> => ask(em, statements.locking(ids)),
    change: (em: EntityManager, before: Order, after: Order): Promise<boolean> => ask(em, statements.changing(before, after)),

    async trust(em: EntityManager, guestIds: readonly string[], now: number): Promise<void> {
      for (const statement of statements.keepingTrust(guestIds, now)) await execute(em, statement)
    },

    /** Orders of a store that have waited since before `before` (milliseconds) and are nobody's work yet. */
    async waiting(storeId: string, before: number, limit: number): Promise<Order[]> {
      const rows = await from().selectFrom('customer_order').selectAll().where('store_id', '=', storeId).where('state', '=', 'awaiting').where('changed_at', '<', before).limit(limit).execute()
      return rows.map(toOrder)
    },

    async distrust(em: EntityManager, guestId: string): Promise<void> {
      await from(em).deleteFrom('trusted_guest').where('id', '=', guestId).execute()
    },

    async forgetTrust(before: number): Promise<void> {
      await from().deleteFrom('trusted_guest').where('trusted_at', '<', before).execute()
    },

    async owe(em: EntityManager, orders: readonly Order[], now: number): Promise<void> {
      for (const statement of statements.keepingOwed(orders, now)) await execute(em, statement)
    },

    async owed(limit: number): Promise<{ id: string; storeId: string }[]> {
      const rows = await from().selectFrom('owed_refund').select(['id', 'store_id']).orderBy('since').limit(limit).execute()
      return rows.map((row) => ({ id: row.id, storeId: row.store_id }))
    },

    async oweNoMore(id: string): Promise<void> {
      await from().deleteFrom('owed_refund').where('id', '=', id).execute()
    },

    /** Removes closed orders that have not changed since `before`, at most `limit`; how many. */
    async removeClosed(storeId: string, before: number, limit: number, em?: EntityManager): Promise<number> {
      const old = await from(em).selectFrom('customer_order').select('id').where('store_id', '=', storeId).where('state', 'in', [...closedStates]).where('changed_at', '<', before).limit(limit).execute()
      if (old.length > 0) await from(em).deleteFrom('customer_order').where('id', 'in', old.map((row) => row.id)).execute()
      return old.length
    },
  }
}

/** On the open bill: not put on a closed one, and neither old nor done and settled for a while. */
function onBill(eb: ExpressionBuilder<Tables, 'customer_order'>, now: number): Expression<SqlBool> {
  const unsettled = eb.and([eb('state', '<>', 'cancelled'), eb(eb.fn.coalesce('paid', eb.lit(0)), '<', eb.ref('total'))])
  return eb.and([eb('bill_id', 'is', null), eb('placed_at', '>=', now - billReach), eb.or([eb('changed_at', '>=', now - lingers), eb('state', 'in', [...openStates]), unsettled])])
}

/** What the queries above say, for one order. */
function seen(scope: Exclude<SeatScope, null>, order: Order): boolean {
  if (order.seatId !== scope.seatId) return false
  if (Date.parse(order.placedAt) >= scope.since) return true
  const recent = Date.parse(order.changedAt) >= scope.now - lingers
  const unsettled = order.state !== 'cancelled' && order.paid < order.total
  return order.billId === null && Date.parse(order.placedAt) >= scope.now - billReach && (recent || !closedStates.includes(order.state) || unsettled)
}
