import type { Database } from './database.ts'
import { migrationTable } from './migration.ts'

/** How long a second migration waits for the first to end, in seconds. */
const lockPatience = 60

/**
 * Runs what has not yet run, then `seed`, and returns the names. Only one process at a time does either in a served
 * database: two seeds at once would each find nothing there. The embedded one belongs to one process anyway.
 */
export async function migrate(database: Database, seed: ((database: Database) => Promise<void>) | null = null): Promise<string[]> {
  if (database.engine === 'sqlite') return runPending(database, seed)
  return database.em().transactional(async (em) => {
    const [row] = await em.execute<{ got: number | null }[]>('select get_lock(concat(database(), ?), ?) as got', ['.migrate', lockPatience])
    if (row?.got !== 1) throw new Error(`Another migration has been running for more than ${lockPatience} s`)
    try {
      return await runPending(database, seed)
    } finally {
      await em.execute('select release_lock(concat(database(), ?))', ['.migrate'])
    }
  })
}

async function runPending(database: Database, seed: ((database: Database) => Promise<void>) | null): Promise<string[]> {
  const names = (await database.orm.migrator.up()).map((one) => one.name)
  database.log.info({ migrations: names }, names.length ? 'migrated' : 'nothing to migrate')
  await seed?.(database)
  return names
}

/**
 * Names of the migrations that this code needs and the database has not had. Newer ones that this code does not
 * know are fine: during a rollback old code runs on a newer, compatible schema. Changes nothing.
 */
export async function pendingMigrations(database: Database): Promise<string[]> {
  const done = await executed(database)
  return database.migrations.map((one) => one.name).filter((name) => !done.has(name))
}

async function executed(database: Database): Promise<Set<string>> {
  try {
    const rows = await database.em().execute<{ name: string }[]>(`select name from ${migrationTable}`)
    return new Set(rows.map((row) => row.name))
  } catch (error) {
    if ((error as Error).name === 'TableNotFoundException') return new Set()
    throw error
  }
}
