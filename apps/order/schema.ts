import { defineEntity, p } from '@mikro-orm/core'
import { feedEntities, feedMigration } from '@jari/feed/schema.ts'
import { IdempotencyEntity, idempotencyMigration } from '@jari/service/idempotency.ts'
import { migration } from '@jari/service/migration.ts'

/** What a brand sells. `aliases` is a JSON list; `price` in minor units of `currency`; `position` orders the menu. */
export const MenuItemEntity = defineEntity({
  name: 'MenuItem',
  tableName: 'menu_item',
  properties: {
    brandId: p.string().length(64).primary(),
    id: p.string().length(64).primary(),
    position: p.integer(),
    category: p.string().length(64),
    nameEn: p.string().length(120),
    nameKo: p.string().length(120),
    aliases: p.text(),
    price: p.integer(),
    currency: p.string().length(3),
    available: p.boolean(),
  },
})

/** An order with its lines as JSON: names and prices as they were when it was placed, so it reads nothing else. Times in milliseconds. */
export const OrderEntity = defineEntity({
  name: 'Order',
  tableName: 'customer_order',
  properties: {
    id: p.string().length(64).primary(),
    storeId: p.string().length(64),
    seatId: p.string().length(64),
    state: p.string().length(16),
    version: p.integer(),
    lines: p.text(),
    total: p.bigint('number'),
    currency: p.string().length(3),
    reason: p.string().length(200).nullable(),
    placedAt: p.bigint('number'),
    changedAt: p.bigint('number'),
  },
})

export const orderEntities = [MenuItemEntity, OrderEntity, IdempotencyEntity, ...feedEntities] as const

export const orderMigrations = [
  feedMigration,
  idempotencyMigration,
  migration('0001_menu_item', [
    `create table if not exists menu_item (
      brand_id varchar(64) not null, id varchar(64) not null, position integer not null, category varchar(64) not null,
      name_en varchar(120) not null, name_ko varchar(120) not null, aliases longtext not null,
      price integer not null, currency varchar(3) not null, available smallint not null,
      primary key (brand_id, id)
    )`,
  ]),
  migration('0002_customer_order', [
    `create table if not exists customer_order (
      id varchar(64) not null primary key, store_id varchar(64) not null, seat_id varchar(64) not null,
      state varchar(16) not null, version integer not null, \`lines\` longtext not null, total bigint not null, currency varchar(3) not null,
      reason varchar(200) null, placed_at bigint not null, changed_at bigint not null
    )`,
    'create index customer_order_by_state on customer_order (store_id, state, changed_at)',
    'create index customer_order_by_seat on customer_order (store_id, seat_id, state, changed_at)',
  ]),
]
