import { feedEntities, feedMigration } from '@jari/feed/schema.ts'
import { openDatabase, type Database, type DatabaseOptions } from '@jari/service/database.ts'
import { IdempotencyEntity, idempotencyMigration } from '@jari/service/idempotency.ts'
import type { Log } from '@jari/service/log.ts'
import { DeviceEntity, deviceMigration } from './schema.ts'

/** The device service's database. */
export function openDeviceDatabase(url: string | undefined, log: Log, more: Pick<DatabaseOptions, 'answersWithin'> = {}): Database {
  return openDatabase({
    service: 'device',
    url,
    entities: [DeviceEntity, IdempotencyEntity, ...feedEntities],
    migrations: [feedMigration, idempotencyMigration, deviceMigration],
    log,
    ...more,
  })
}
