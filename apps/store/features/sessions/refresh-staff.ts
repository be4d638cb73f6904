import type { StaffSession } from '@jari/contract/session.ts'
import type { EntityManager } from '@jari/service/database.ts'
import { problems } from '@jari/service/problems.ts'
import { transact } from '@jari/service/transact.ts'
import { note } from '../../repositories/audit.ts'
import { addRefreshToken, endSession, lastUse, prolongSession, sessionOfToken, useRefreshToken } from '../../repositories/staff-sessions.ts'
import { findStaff } from '../../repositories/staff.ts'
import { hashOf, newSalt, successorOf } from '../../secret.ts'
import type { Secret } from '../../secret.ts'
import type { SessionParts } from './sign-in-staff.ts'
import { expiryOf, pass } from './staff-session.ts'

/** How long a refresh token that was used gets its successor once more, in milliseconds. */
export const grace = 30_000

/**
 * The next pair of tokens for a refresh token, which is used up by it. A token that comes a second time has been
 * copied: one of the two who hold it is a thief, so the session ends for both (RFC 9700, section 4.14).
 * But a tab that was duplicated, or one whose answer was lost, comes with the token that was used last, a moment later: it
 * gets the same successor, not another one, so that there is never more than one line of tokens, and a thief is still found
 * out when either of the two comes later than the grace after the other.
 */
export async function refreshStaff({ database, tokens, now }: Omit<SessionParts, 'limit'>, refreshToken: string): Promise<StaffSession> {
  const hash = hashOf(refreshToken)
  const next = await transact(database, async (em) => {
    const session = await sessionOfToken(em, hash)
    if (!session || session.ended || session.expiresAt <= now()) return null
    const staff = await findStaff(em, session.staffId)
    if (!staff) return null
    const salt = newSalt()
    if (!(await useRefreshToken(em, hash, session.id, salt, now()))) {
      const refresh = await sameAgain(em, refreshToken, now())
      if (refresh) return pass(em, tokens, staff, { expiresAt: session.expiresAt, refresh })
      await endSession(em, session.id, now())
      await note(em, { brandId: staff.brandId, by: staff, action: 'session.reused', subject: staff.id, detail: { name: staff.name } }, now())
      return null
    }
    const refresh = successorOf(refreshToken, salt)
    const expiresAt = expiryOf(session.endsAt, now())
    if (!(await prolongSession(em, session.id, expiresAt))) return null
    await addRefreshToken(em, refresh.hash, session.id)
    return pass(em, tokens, staff, { expiresAt, refresh })
  })
  if (!next) throw problems.unauthenticated('The session is over. Sign in again.')
  return next
}

/** The successor that a token got a moment ago, if it was the last to be used; null otherwise. */
async function sameAgain(em: EntityManager, refreshToken: string, now: number): Promise<Secret | null> {
  const use = await lastUse(em, hashOf(refreshToken))
  return use && now - use.usedAt <= grace ? successorOf(refreshToken, use.salt) : null
}
