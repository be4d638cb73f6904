import { defineEntity, p } from '@mikro-orm/core'
import { migration } from '@jari/service/migration.ts'

/**
 * One row a store: where its log ends and begins. `head` is the number of the newest event, `headId` its id;
 * events up to `floor` have been removed, `floorId` is the id that was there. A transaction that writes an event
 * locks this row first, so numbers are dense and commit in their own order.
 */
export const FeedCounterEntity = defineEntity({
  name: 'FeedCounter',
  tableName: 'feed_counter',
  properties: {
    storeId: p.string().length(64).primary(),
    epoch: p.string().length(64),
    head: p.bigint('number'),
    headId: p.string().length(64),
    floor: p.bigint('number'),
    floorId: p.string().length(64),
  },
})

/** One row an event. `seat` limits who sees it: null is for staff only, else that seat too. */
export const FeedEventEntity = defineEntity({
  name: 'FeedEvent',
  tableName: 'feed_event',
  properties: {
    storeId: p.string().length(64).primary(),
    seq: p.bigint('number').primary(),
    id: p.string().length(64),
    type: p.string().length(64),
    at: p.bigint('number'),
    seat: p.string().length(64).nullable(),
    data: p.text(),
  },
})

/** Tables of the event log; an app that has a feed puts this among its migrations and the entities among its own. */
export const feedMigration = migration('0000_feed', [
  `create table if not exists feed_counter (
    store_id varchar(64) not null primary key,
    epoch varchar(64) not null,
    head bigint not null,
    head_id varchar(64) not null,
    floor bigint not null,
    floor_id varchar(64) not null
  )`,
  `create table if not exists feed_event (
    store_id varchar(64) not null,
    seq bigint not null,
    id varchar(64) not null,
    type varchar(64) not null,
    at bigint not null,
    seat varchar(64) null,
    data longtext not null,
    primary key (store_id, seq)
  )`,
])
export const feedEntities = [FeedCounterEntity, FeedEventEntity] as const

/** The tables as Kysely sees them. */
export type FeedTables = {
  feed_counter: { store_id: string; epoch: string; head: number; head_id: string; floor: number; floor_id: string }
  feed_event: { store_id: string; seq: number; id: string; type: string; at: number; seat: string | null; data: string }
}
