import type { Database } from './database.ts'
import { pendingMigrations } from './migrate.ts'
import type { ReadinessCheck } from './readiness.ts'

/** Ready when the database answers and has had all migrations that this code needs. */
export function databaseChecks(database: Database): ReadinessCheck[] {
  let migrated = false
  return [
    {
      name: 'database',
      check: async () => {
        if (migrated) return database.ping()
        const pending = await pendingMigrations(database)
        if (pending.length) throw new Error(`waits for the migrations ${pending.join(', ')}`)
        migrated = true
      },
    },
  ]
}
