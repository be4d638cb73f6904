import { openDatabase } from '@jari/service/database.ts'
import type { Database, DatabaseOptions } from '@jari/service/database.ts'
import type { Log } from '@jari/service/log.ts'
import { storeMigrations } from './schema.ts'

/** The store service's database. */
export function openStoreDatabase(url: string | undefined, log: Log, more: Pick<DatabaseOptions, 'answersWithin'> = {}): Database {
  return openDatabase({ service: 'store', url, entities: [], migrations: storeMigrations, log, ...more })
}
