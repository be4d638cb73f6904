import { defineEntity, p, type InferEntity } from '@mikro-orm/core'
import { migration } from '@jari/service/migration.ts'

/**
 * One row a device. `desired`, `reported` and `names` are JSON. `session` names the connection that the device has,
 * null if it has none; `seenAt` is when it was last heard there. `deadline` is when a pending command fails.
 */
export const DeviceEntity = defineEntity({
  name: 'Device',
  tableName: 'device',
  properties: {
    id: p.string().length(64).primary(),
    storeId: p.string().length(64),
    areaId: p.string().length(64),
    kind: p.string().length(16),
    names: p.text(),
    tokenHash: p.string().length(64).nullable(),
    desired: p.text(),
    reported: p.text().nullable(),
    version: p.integer(),
    pending: p.integer(),
    deadline: p.bigint('number').nullable(),
    fault: p.string().length(16).nullable(),
    session: p.string().length(64).nullable(),
    seenAt: p.bigint('number'),
  },
})
export type DeviceRow = InferEntity<typeof DeviceEntity>

/** The devices' table. Times are milliseconds since 1970. */
export const deviceMigration = migration('0001_device', [
  `create table if not exists device (
    id varchar(64) not null primary key,
    store_id varchar(64) not null,
    area_id varchar(64) not null,
    kind varchar(16) not null,
    names longtext not null,
    token_hash varchar(64) null,
    desired longtext not null,
    reported longtext null,
    version integer not null,
    pending integer not null,
    deadline bigint null,
    fault varchar(16) null,
    session varchar(64) null,
    seen_at bigint not null
  )`,
  'create index device_store_id on device (store_id)',
  'create index device_pending on device (pending)',
])
