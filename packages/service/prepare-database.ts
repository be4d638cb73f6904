import type { Database } from './database.ts'
import { migrate } from './migrate.ts'

/**
 * Brings an embedded database up to date, then seeds it if there is something to seed. Does nothing for a served one:
 * there a Job runs the app's migrate.ts, and readyz waits for it.
 */
export async function prepareEmbedded(database: Database, seed: ((database: Database) => Promise<void>) | null): Promise<void> {
  if (database.engine !== 'sqlite') return
  await migrate(database, seed)
}
