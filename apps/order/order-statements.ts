import type { Order } from '@jari/contract/order.ts'
import type { Engine } from '@jari/service/database.ts'
import { insertion, marks } from '@jari/service/statement.ts'
import type { Question, Statement } from '@jari/service/statement.ts'
import { changedColumns, insertedColumns, toChange, toOrder, toValues } from './order-row.ts'
import type { OrderColumns, WrittenOrder } from './order-row.ts'

/** What transactions that write orders ask and say; some are sent together with others (packages/service/script.ts). */
export function createOrderStatements(engine: Engine) {
  const [forUpdate, unlessThere] = engine === 'sqlite' ? ['', ' on conflict do nothing'] : [' for update', ' on duplicate key update id = id']

  return {
    /** Orders by id, locked in ascending order of id until the transaction ends. */
    locking(ids: readonly string[]): Question<Map<string, Order>> {
      const wanted = [...new Set(ids)]
      return {
        sql: wanted.length > 0 ? `select * from customer_order where id in (${marks(wanted.length)}) order by id${forUpdate}` : '',
        values: wanted,
        read: ({ rows }) => new Map((rows as OrderColumns[]).map((row) => [row.id, toOrder(row)])),
      }
    },

    /** In ascending order of id: rows that are appended fill their pages, and others only half of them. */
    inserting(orders: readonly WrittenOrder[]): Statement[] {
      return insertion('customer_order', insertedColumns, orders.toSorted((a, b) => (a.order.id < b.order.id ? -1 : 1)).map(toValues))
    },

    /** Changes an order that is still as `before` says; false if it is not. */
    changing(before: Order, after: Order): Question<boolean> {
      return {
        sql: `update customer_order set ${changedColumns.map((column) => `\`${column}\` = ?`).join(', ')} where id = ? and state = ? and version = ?`,
        values: [...toChange(after), before.id, before.state, before.version],
        read: ({ changed }) => changed === 1,
      }
    },

    /** Those of these guest sessions that need not tap at the counter. */
    trusting(guestIds: readonly string[]): Question<Set<string>> {
      const wanted = [...new Set(guestIds)]
      return {
        sql: wanted.length > 0 ? `select id from trusted_guest where id in (${marks(wanted.length)})` : '',
        values: wanted,
        read: ({ rows }) => new Set((rows as { id: string }[]).map((row) => row.id)),
      }
    },

    keepingTrust(guestIds: readonly string[], now: number): Statement[] {
      return insertion('trusted_guest', ['id', 'trusted_at'], [...new Set(guestIds)].map((id) => [id, now]), unlessThere)
    },

    /** Remembers, until it is done, that money of these orders has to be given back. */
    keepingOwed(orders: readonly Order[], now: number): Statement[] {
      return insertion('owed_refund', ['id', 'store_id', 'since'], orders.map(({ id, storeId }) => [id, storeId, now]), unlessThere)
    },
  }
}
