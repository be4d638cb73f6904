import type { Database, EntityManager } from './database.ts'
import { isTransient } from './transient.ts'

/** Runs `work` in a transaction, and again (3 times at most) if the database failed rather than the data: nothing of a failed one is left. */
export async function transact<Result>(database: Database, work: (em: EntityManager) => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await database.em().transactional(work)
    } catch (error) {
      if (!isTransient(error) || tries === 4) throw error
    }
  }
}
