import type { Database } from '@jari/service/database.ts'
import { startHousekeeping } from '@jari/service/housekeeping.ts'
import type { Housekeeping } from '@jari/service/housekeeping.ts'
import { forgottenAfter } from './features/sessions/wait.ts'
import { forgetGuestSessions } from './repositories/guest-sessions.ts'
import { forgetTries } from './repositories/sign-in-tries.ts'
import { forgetSessions } from './repositories/staff-sessions.ts'

/** Sessions are kept for a while after their end: a stolen token that comes late is still known as one. In milliseconds. */
const keptAfterEnd = 7 * 24 * 3600 * 1000

/** Forgets what is over: sessions and tries to sign in. */
export async function forgetWhatIsOver(database: Database, now: number): Promise<{ staff: number; guests: number; tries: number }> {
  const em = database.em()
  return { staff: await forgetSessions(em, now - keptAfterEnd), guests: await forgetGuestSessions(em, now - keptAfterEnd), tries: await forgetTries(em, now - forgottenAfter) }
}

/** Does so every ten minutes. */
export function startForgetting(database: Database): Housekeeping {
  return startHousekeeping({ name: 'forget what is over', intervalMs: 600_000, work: () => forgetWhatIsOver(database, Date.now()), log: database.log })
}
