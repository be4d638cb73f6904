import { orderEventDataSchema } from '@jari/contract/feed.ts'
import { feedEntities } from '@jari/feed/schema.ts'
import type { FeedTables } from '@jari/feed/schema.ts'
import { openDatabase } from '@jari/service/database.ts'
import { silentLog } from '@jari/service/log.ts'
import { toOrder } from '../../apps/order/order-row.ts'
import type { OrderColumns } from '../../apps/order/order-row.ts'
import type { Kept } from './evidence.ts'

/** All that the database holds, read past the service. */
export async function readKept(url: string): Promise<Kept> {
  const database = openDatabase({ service: 'check', url, entities: feedEntities, migrations: [], log: silentLog() })
  await database.ping()
  const from = database.em().getKysely<FeedTables & { customer_order: OrderColumns }>()
  try {
    const orders = await from.selectFrom('customer_order').selectAll().execute()
    const events = await from.selectFrom('feed_event').selectAll().orderBy('store_id').orderBy('seq').execute()
    const counters = await from.selectFrom('feed_counter').selectAll().execute()
    return {
      orders: orders.map(toOrder),
      events: events.map((row) => ({ storeId: row.store_id, offset: Number(row.seq), id: row.id, type: row.type, seat: row.seat, order: row.type.startsWith('order.') ? orderEventDataSchema.parse(JSON.parse(row.data)).order : null })),
      counters: counters.map((row) => ({ storeId: row.store_id, epoch: row.epoch, head: Number(row.head), headId: row.head_id, floor: Number(row.floor) })),
    }
  } finally {
    await database.close()
  }
}
