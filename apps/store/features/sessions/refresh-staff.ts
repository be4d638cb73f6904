import type { StaffSession } from '@jari/contract/session.ts'
import { problems } from '@jari/service/problems.ts'
import { transact } from '@jari/service/transact.ts'
import { note } from '../../repositories/audit.ts'
import { endSession, prolongSession, sessionOfToken, useRefreshToken } from '../../repositories/staff-sessions.ts'
import { findStaff } from '../../repositories/staff.ts'
import { hashOf } from '../../secret.ts'
import type { SessionParts } from './sign-in-staff.ts'
import { expiryOf, issue } from './staff-session.ts'

/**
 * The next pair of tokens for a refresh token, which is used up by it. A token that comes a second time has been
 * copied: one of the two who hold it is a thief, so the session ends for both (RFC 9700, section 4.14).
 */
export async function refreshStaff({ database, tokens, now }: Omit<SessionParts, 'limit'>, refreshToken: string): Promise<StaffSession> {
  const hash = hashOf(refreshToken)
  const next = await transact(database, async (em) => {
    const session = await sessionOfToken(em, hash)
    if (!session || session.ended || session.expiresAt <= now()) return null
    const staff = await findStaff(em, session.staffId)
    if (!staff) return null
    if (!(await useRefreshToken(em, hash, now()))) {
      await endSession(em, session.id, now())
      await note(em, { brandId: staff.brandId, by: staff, action: 'session.reused', subject: staff.id, detail: { name: staff.name } }, now())
      return null
    }
    const expiresAt = expiryOf(session.endsAt, now())
    if (!(await prolongSession(em, session.id, expiresAt))) return null
    return issue(em, tokens, staff, { id: session.id, expiresAt })
  })
  if (!next) throw problems.unauthenticated('The session is over. Sign in again.')
  return next
}
