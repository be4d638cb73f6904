import type { PasswordChange } from '@jari/contract/staff.ts'
import type { StaffClaims } from '@jari/contract/token.ts'
import type { Database } from '@jari/service/database.ts'
import { problems } from '@jari/service/problems.ts'
import { transact } from '@jari/service/transact.ts'
import { hashPassword, verifyPassword } from '../../password.ts'
import { endSessionsOf } from '../../repositories/staff-sessions.ts'
import { findStaff, updateStaff } from '../../repositories/staff.ts'
import type { SignInLimit } from '../sessions/sign-in-limit.ts'
import { noteStaff } from './change-staff.ts'

/** Changes the caller's password; whoever holds a copied token must know the old one, and guesses as slowly as at signing in. */
export async function changeOwnPassword(parts: { database: Database; limit: SignInLimit; now: () => number }, caller: StaffClaims, input: PasswordChange, address: string): Promise<void> {
  const { database, limit, now } = parts
  const me = await findStaff(database.em(), caller.sub)
  if (!me) throw problems.unauthenticated('There is no such member of staff any more.')
  const counted = { account: `password:${me.id}`, address }
  await limit.begin(counted)
  if (!(await verifyPassword(input.current, me.passwordHash))) throw problems.invalid([{ in: 'body', pointer: '#/current', detail: 'is not the current password' }])
  await limit.succeeded(counted)
  const passwordHash = await hashPassword(input.next)
  await transact(database, async (em) => {
    const still = await findStaff(em, me.id)
    if (still?.passwordHash !== me.passwordHash) throw problems.unauthenticated('The password was changed meanwhile. Sign in again.')
    await updateStaff(em, { ...still, passwordHash })
    await endSessionsOf(em, me.id, now())
    await noteStaff(em, 'staff.changed', still, me, now(), { password: 'changed' })
  })
}
