import type { EntityManager } from '@jari/service/database.ts'
import { tables } from './tables.ts'

/** Tries of one name, and when the last one was, in milliseconds. */
export type Tries = { readonly tries: number; readonly lastAt: number }

export async function triesOf(em: EntityManager, name: string): Promise<Tries | null> {
  const row = await tables(em).selectFrom('sign_in_try').selectAll().where('name', '=', name).executeTakeFirst()
  return row ? { tries: row.tries, lastAt: Number(row.last_at) } : null
}

/** Writes `next` if the row is still `seen` (null: not there); false if somebody else was first. */
export async function swapTries(em: EntityManager, name: string, seen: Tries | null, next: Tries): Promise<boolean> {
  if (!seen) {
    await tables(em).insertInto('sign_in_try').values({ name, tries: next.tries, last_at: next.lastAt }).execute()
    return true
  }
  const done = await tables(em)
    .updateTable('sign_in_try')
    .set({ tries: next.tries, last_at: next.lastAt })
    .where('name', '=', name)
    .where('tries', '=', seen.tries)
    .where('last_at', '=', seen.lastAt)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

/** Takes tries back: all of them, or one. */
export async function takeBackTries(em: EntityManager, name: string, how: 'all' | 'one'): Promise<void> {
  if (how === 'all') await tables(em).deleteFrom('sign_in_try').where('name', '=', name).execute()
  else await tables(em).updateTable('sign_in_try').set((row) => ({ tries: row('tries', '-', 1) })).where('name', '=', name).where('tries', '>', 0).execute()
}

export async function forgetTries(em: EntityManager, before: number, limit = 500): Promise<number> {
  const old = await tables(em).selectFrom('sign_in_try').select('name').where('last_at', '<', before).limit(limit).execute()
  if (old.length) await tables(em).deleteFrom('sign_in_try').where('name', 'in', old.map((row) => row.name)).where('last_at', '<', before).execute()
  return old.length
}
