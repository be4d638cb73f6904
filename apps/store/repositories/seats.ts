import type { EntityManager } from '@jari/service/database.ts'
import type { Tables } from '../schema.ts'
import { tables } from './tables.ts'

/** A seat as the database has it. `tokenVersion` is the one that its present code carries. */
export type SeatRow = { readonly id: string; readonly storeId: string; readonly name: string; readonly tokenVersion: number }

export async function seatsOf(em: EntityManager, storeId: string): Promise<SeatRow[]> {
  const rows = await tables(em).selectFrom('seat').selectAll().where('store_id', '=', storeId).where('removed', '=', 0).orderBy('id').execute()
  return rows.map(toSeat)
}

export async function findSeat(em: EntityManager, storeId: string, id: string): Promise<SeatRow | null> {
  const row = await tables(em).selectFrom('seat').selectAll().where('store_id', '=', storeId).where('id', '=', id).where('removed', '=', 0).executeTakeFirst()
  return row && row.id === id && row.store_id === storeId ? toSeat(row) : null
}

/** Puts a seat there; false if it is there already. One that was removed comes back with a new code. */
export async function addSeat(em: EntityManager, seat: { storeId: string; id: string; name: string }): Promise<boolean> {
  const { storeId, id, name } = seat
  const back = await tables(em)
    .updateTable('seat')
    .set((row) => ({ removed: 0, name, token_version: row('token_version', '+', 1) }))
    .where('store_id', '=', storeId)
    .where('id', '=', id)
    .where('removed', '=', 1)
    .executeTakeFirst()
  if (back.numUpdatedRows > 0n) return true
  if (await findSeat(em, storeId, id)) return false
  await tables(em).insertInto('seat').values({ store_id: storeId, id, name, token_version: 1, removed: 0 }).execute()
  return true
}

/** Changes a seat that is there; false if it is not. */
export async function changeSeat(em: EntityManager, storeId: string, id: string, change: 'remove' | 'renew-code' | { name: string }): Promise<boolean> {
  const done = await tables(em)
    .updateTable('seat')
    .set((row) => (typeof change === 'object' ? change : { token_version: row('token_version', '+', 1), removed: change === 'remove' ? 1 : 0 }))
    .where('store_id', '=', storeId)
    .where('id', '=', id)
    .where('removed', '=', 0)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

function toSeat(row: Tables['seat']): SeatRow {
  return { id: row.id, storeId: row.store_id, name: row.name, tokenVersion: row.token_version }
}
