import type { StaffSession } from '@jari/contract/session.ts'
import type { EntityManager } from '@jari/service/database.ts'
import { newId } from '@jari/service/id.ts'
import { addRefreshToken, openStaffSession } from '../../repositories/staff-sessions.ts'
import type { StaffRow } from '../../repositories/staff.ts'
import { storesOfBrand } from '../../repositories/stores.ts'
import { newSecret } from '../../secret.ts'
import type { Secret } from '../../secret.ts'
import type { Tokens } from '../../tokens.ts'

const day = 24 * 3600 * 1000
/** A session that is not used for this long is over, and every one after `longest`, in milliseconds. */
const unused = 14 * day
const longest = 90 * day

/** Until when a session lives that is used now and ends at `endsAt` for good. */
export function expiryOf(endsAt: number, now: number): number {
  return Math.min(now + unused, endsAt)
}

/** Opens a session for somebody who has shown who they are. */
export async function openSession(em: EntityManager, tokens: Tokens, staff: StaffRow, now: number): Promise<StaffSession> {
  const id = newId(now)
  const endsAt = now + longest
  const expiresAt = expiryOf(endsAt, now)
  await openStaffSession(em, { id, staffId: staff.id, expiresAt, endsAt }, now)
  const secret = newSecret()
  await addRefreshToken(em, secret.hash, id)
  return pass(em, tokens, staff, { expiresAt, refresh: secret })
}

/** The pair of tokens of a session whose refresh token is known to the database. */
export async function pass(em: EntityManager, tokens: Tokens, staff: StaffRow, session: { expiresAt: number; refresh: Secret }): Promise<StaffSession> {
  const storeIds = staff.role === 'owner' ? (await storesOfBrand(em, staff.brandId)).map((store) => store.id) : [...staff.storeIds]
  const { id, name, role, brandId } = staff
  const access = await tokens.access({ kind: 'staff', sub: id, brandId, name, role, storeIds }, session.expiresAt)
  return { ...access, refreshToken: session.refresh.text, refreshExpiresAt: new Date(session.expiresAt).toISOString(), staff: { id, name, role, brandId, storeIds } }
}
