import type { EntityManager } from '@jari/service/database.ts'
import { tables } from './tables.ts'

/** A staff session: one device somebody signed in on. Times in milliseconds. */
export type StaffSessionRow = { readonly id: string; readonly staffId: string; readonly expiresAt: number; readonly endsAt: number }

export async function openStaffSession(em: EntityManager, session: StaffSessionRow, now: number): Promise<void> {
  await tables(em).insertInto('staff_session').values({ id: session.id, staff_id: session.staffId, opened_at: now, expires_at: session.expiresAt, ends_at: session.endsAt, ended_at: null }).execute()
}

export async function addRefreshToken(em: EntityManager, hash: string, sessionId: string): Promise<void> {
  await tables(em).insertInto('refresh_token').values({ hash, session_id: sessionId, used_at: null, successor_salt: null }).execute()
}

/** The session that a refresh token is of, whether it still lives or not. */
export async function sessionOfToken(em: EntityManager, hash: string): Promise<(StaffSessionRow & { readonly ended: boolean }) | null> {
  const row = await tables(em)
    .selectFrom('refresh_token')
    .innerJoin('staff_session', 'staff_session.id', 'refresh_token.session_id')
    .select(['staff_session.id', 'staff_session.staff_id', 'staff_session.expires_at', 'staff_session.ends_at', 'staff_session.ended_at'])
    .where('refresh_token.hash', '=', hash)
    .executeTakeFirst()
  return row ? { id: row.id, staffId: row.staff_id, expiresAt: Number(row.expires_at), endsAt: Number(row.ends_at), ended: row.ended_at !== null } : null
}

/**
 * Uses up a refresh token and keeps the salt of its successor, which no other of the session has from then on; false if it
 * was used before: two at once cannot both have true.
 */
export async function useRefreshToken(em: EntityManager, hash: string, sessionId: string, salt: string, now: number): Promise<boolean> {
  const done = await tables(em).updateTable('refresh_token').set({ used_at: now, successor_salt: salt }).where('hash', '=', hash).where('used_at', 'is', null).executeTakeFirst()
  if (done.numUpdatedRows === 0n) return false
  await tables(em).updateTable('refresh_token').set({ successor_salt: null }).where('session_id', '=', sessionId).where('hash', '<>', hash).where('successor_salt', 'is not', null).execute()
  return true
}

/** When a refresh token was used and what its successor is made with; null unless it is the last one of its session that was used. */
export async function lastUse(em: EntityManager, hash: string): Promise<{ readonly usedAt: number; readonly salt: string } | null> {
  const row = await tables(em).selectFrom('refresh_token').select(['used_at', 'successor_salt']).where('hash', '=', hash).executeTakeFirst()
  return row?.used_at != null && row.successor_salt !== null ? { usedAt: Number(row.used_at), salt: row.successor_salt } : null
}

/** Lets a living session live longer; false if it was ended meanwhile. */
export async function prolongSession(em: EntityManager, id: string, expiresAt: number): Promise<boolean> {
  const done = await tables(em).updateTable('staff_session').set({ expires_at: expiresAt }).where('id', '=', id).where('ended_at', 'is', null).executeTakeFirst()
  return done.numUpdatedRows > 0n
}

export async function endSession(em: EntityManager, id: string, now: number): Promise<void> {
  await tables(em).updateTable('staff_session').set({ ended_at: now }).where('id', '=', id).where('ended_at', 'is', null).execute()
}

/** Ends every session of somebody; returns how many there were. */
export async function endSessionsOf(em: EntityManager, staffId: string, now: number): Promise<number> {
  const done = await tables(em).updateTable('staff_session').set({ ended_at: now }).where('staff_id', '=', staffId).where('ended_at', 'is', null).executeTakeFirst()
  return Number(done.numUpdatedRows)
}

/** Forgets sessions that have been over since `before`, at most `limit`, with their tokens. Returns how many. */
export async function forgetSessions(em: EntityManager, before: number, limit = 500): Promise<number> {
  const old = await tables(em)
    .selectFrom('staff_session')
    .select('id')
    .where((where) => where.or([where('expires_at', '<', before), where('ended_at', '<', before)]))
    .limit(limit)
    .execute()
  if (old.length === 0) return 0
  const ids = old.map((row) => row.id)
  await tables(em).deleteFrom('refresh_token').where('session_id', 'in', ids).execute()
  await tables(em).deleteFrom('staff_session').where('id', 'in', ids).execute()
  return old.length
}
