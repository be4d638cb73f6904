import type { EntityManager } from '@jari/service/database.ts'
import { tables } from './tables.ts'

/** One phone at a seat, from reading the code until `endsAt` (milliseconds). `tokenVersion` is that of the code it read. */
export type GuestSessionRow = { readonly id: string; readonly brandId: string; readonly storeId: string; readonly seatId: string; readonly tokenVersion: number; readonly endsAt: number }

export async function openGuestSession(em: EntityManager, session: GuestSessionRow, refreshHash: string, now: number): Promise<void> {
  const { id, brandId, storeId, seatId, tokenVersion, endsAt } = session
  await tables(em).insertInto('guest_session').values({ id, brand_id: brandId, store_id: storeId, seat_id: seatId, token_version: tokenVersion, refresh_hash: refreshHash, opened_at: now, ends_at: endsAt }).execute()
}

export async function guestSessionOf(em: EntityManager, refreshHash: string): Promise<GuestSessionRow | null> {
  const row = await tables(em).selectFrom('guest_session').selectAll().where('refresh_hash', '=', refreshHash).executeTakeFirst()
  return row ? { id: row.id, brandId: row.brand_id, storeId: row.store_id, seatId: row.seat_id, tokenVersion: row.token_version, endsAt: Number(row.ends_at) } : null
}

/** Forgets guest sessions that ended before `before`, at most `limit`. Returns how many. */
export async function forgetGuestSessions(em: EntityManager, before: number, limit = 500): Promise<number> {
  const old = await tables(em).selectFrom('guest_session').select('id').where('ends_at', '<', before).limit(limit).execute()
  if (old.length) await tables(em).deleteFrom('guest_session').where('id', 'in', old.map((row) => row.id)).execute()
  return old.length
}
