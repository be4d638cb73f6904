import { defineEntity, p } from '@mikro-orm/core'
import { feedEntities, feedMigration } from '@jari/feed/schema.ts'
import { IdempotencyEntity, idempotencyMigration } from '@jari/service/idempotency.ts'
import { migration } from '@jari/service/migration.ts'

/**
 * A brand's menu is what its changes add up to, in the order of (effectiveAt, id). `patch` is a JSON merge patch;
 * `storeIds` a JSON list, null for all; `announceTo` the stores whose screens are told when it takes effect, and
 * `announcedAt` when they were. Times in milliseconds.
 */
export const MenuChangeEntity = defineEntity({
  name: 'MenuChange',
  tableName: 'menu_change',
  properties: {
    brandId: p.string().length(64).primary(),
    id: p.string().length(64).primary(),
    patch: p.text(),
    storeIds: p.text().nullable(),
    announceTo: p.text(),
    effectiveAt: p.bigint('number'),
    note: p.string().length(200).nullable(),
    madeBy: p.string().length(120),
    createdAt: p.bigint('number'),
    announcedAt: p.bigint('number').nullable(),
    undoneAt: p.bigint('number').nullable(),
    undoneBy: p.string().length(120).nullable(),
  },
})

/** One row a store, written under the lock of its counter: the day’s last order number, and as JSON what the kitchen tells everybody. */
export const StoreDeskEntity = defineEntity({
  name: 'StoreDesk',
  tableName: 'store_desk',
  properties: { storeId: p.string().length(64).primary(), day: p.string().length(10), lastNumber: p.integer(), board: p.text() },
})

/**
 * An order with its lines as JSON: names and prices as they were when it was placed, so it reads nothing else.
 * `detail` is JSON of what nothing is searched by. Times in milliseconds.
 */
export const OrderEntity = defineEntity({
  name: 'Order',
  tableName: 'customer_order',
  properties: {
    id: p.string().length(64).primary(),
    storeId: p.string().length(64),
    seatId: p.string().length(64),
    number: p.integer().nullable(),
    day: p.string().length(10).nullable(),
    state: p.string().length(16),
    awaits: p.string().length(16).nullable(),
    version: p.integer(),
    lines: p.text(),
    total: p.bigint('number'),
    paid: p.bigint('number').nullable(),
    refunded: p.bigint('number').nullable(),
    currency: p.string().length(3),
    guestId: p.string().length(64).nullable(),
    billId: p.string().length(64).nullable(),
    reason: p.string().length(200).nullable(),
    detail: p.text().nullable(),
    placedAt: p.bigint('number'),
    changedAt: p.bigint('number'),
  },
})

/** A guest session that need not tap at the counter any more. */
export const TrustedGuestEntity = defineEntity({
  name: 'TrustedGuest',
  tableName: 'trusted_guest',
  properties: { id: p.string().length(64).primary(), trustedAt: p.bigint('number') },
})

/** Money in (`charge`) or out (`refund`); `shares` as JSON. `ref` is the provider's name for it. */
export const PaymentEntity = defineEntity({
  name: 'Payment',
  tableName: 'payment',
  properties: {
    id: p.string().length(64).primary(),
    storeId: p.string().length(64),
    seatId: p.string().length(64),
    kind: p.string().length(16),
    method: p.string().length(32),
    status: p.string().length(16),
    amount: p.bigint('number'),
    currency: p.string().length(3),
    shares: p.text(),
    day: p.string().length(10),
    chargeId: p.string().length(64).nullable(),
    ref: p.string().length(120).nullable(),
    checkoutUrl: p.string().length(500).nullable(),
    reason: p.string().length(200).nullable(),
    createdAt: p.bigint('number'),
    settledAt: p.bigint('number').nullable(),
  },
})

/** A provider's notice that was carried out; the same notice again changes nothing. */
export const PaymentNoticeEntity = defineEntity({
  name: 'PaymentNotice',
  tableName: 'payment_notice',
  properties: { id: p.string().length(120).primary(), receivedAt: p.bigint('number') },
})

/** An order of which money has to be given back, until that is begun. */
export const OwedRefundEntity = defineEntity({
  name: 'OwedRefund',
  tableName: 'owed_refund',
  properties: { id: p.string().length(64).primary(), storeId: p.string().length(64), since: p.bigint('number') },
})

export const orderEntities = [MenuChangeEntity, StoreDeskEntity, OrderEntity, TrustedGuestEntity, PaymentEntity, PaymentNoticeEntity, OwedRefundEntity, IdempotencyEntity, ...feedEntities] as const

const column = (definition: string) => `alter table customer_order add column ${definition}`

export const orderMigrations = [
  feedMigration,
  idempotencyMigration,
  // Read by versions before menu_change only; to be dropped once none of them can be rolled back to.
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
  migration('0003_numbers_bills_desk', [
    column('number integer null'),
    column('day varchar(10) null'),
    column('awaits varchar(16) null'),
    column('paid bigint null'),
    column('refunded bigint null'),
    column('guest_id varchar(64) null'),
    column('bill_id varchar(64) null'),
    column('detail longtext null'),
    'create table if not exists store_desk (store_id varchar(64) not null primary key, day varchar(10) not null, last_number integer not null, board longtext not null)',
    'create table if not exists trusted_guest (id varchar(64) not null primary key, trusted_at bigint not null)',
  ]),
  migration('0004_menu_change', [
    `create table if not exists menu_change (
      brand_id varchar(64) not null, id varchar(64) not null, patch longtext not null, store_ids longtext null, announce_to longtext not null,
      effective_at bigint not null, note varchar(200) null, made_by varchar(120) not null, created_at bigint not null,
      announced_at bigint null, undone_at bigint null, undone_by varchar(120) null,
      primary key (brand_id, id)
    )`,
    'create index menu_change_to_announce on menu_change (announced_at, effective_at)',
  ]),
  migration('0005_payment', [
    `create table if not exists payment (
      id varchar(64) not null primary key, store_id varchar(64) not null, seat_id varchar(64) not null, kind varchar(16) not null,
      method varchar(32) not null, status varchar(16) not null, amount bigint not null, currency varchar(3) not null, shares longtext not null,
      day varchar(10) not null, charge_id varchar(64) null, ref varchar(120) null, checkout_url varchar(500) null, reason varchar(200) null,
      created_at bigint not null, settled_at bigint null
    )`,
    'create index payment_by_day on payment (store_id, day)',
    'create index payment_by_status on payment (status, created_at)',
    'create table if not exists payment_notice (id varchar(120) not null primary key, received_at bigint not null)',
    'create table if not exists owed_refund (id varchar(64) not null primary key, store_id varchar(64) not null, since bigint not null)',
  ]),
]
