import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from './database.ts'
import { migrate } from './migrate.ts'
import { isTransient } from './transient.ts'

/** How long a migration waits for its database to come up, in milliseconds. */
const patience = 120_000

/** What a service's migrate.ts does: waits for the database, migrates, seeds, closes. Throws if any of it fails. */
export async function runMigrations(database: Database, seed: ((database: Database) => Promise<void>) | null): Promise<void> {
  const giveUpAt = performance.now() + patience
  try {
    for (;;) {
      try {
        return void (await migrate(database, seed))
      } catch (error) {
        if (!isTransient(error) || performance.now() > giveUpAt) throw error
        database.log.warn({ reason: (error as Error).message }, 'database is not there yet')
        await sleep(1000)
      }
    }
  } finally {
    await database.close()
  }
}
