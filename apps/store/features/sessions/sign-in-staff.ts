import type { StaffSession, StaffSignIn } from '@jari/contract/session.ts'
import type { Database } from '@jari/service/database.ts'
import { problems } from '@jari/service/problems.ts'
import { transact } from '@jari/service/transact.ts'
import { hashPassword, verifyPassword } from '../../password.ts'
import { brandIds } from '../../repositories/brands.ts'
import { findStaff, nameKey, staffNamed } from '../../repositories/staff.ts'
import type { Tokens } from '../../tokens.ts'
import type { SignInLimit } from './sign-in-limit.ts'
import { openSession } from './staff-session.ts'

export type SessionParts = { readonly database: Database; readonly tokens: Tokens; readonly limit: SignInLimit; readonly now: () => number }

/** Checked against when there is no such person, so that the answer takes as long as for one there is. */
let nobody: Promise<string> | undefined

/** Opens a staff session. The problem is the same for a wrong name and a wrong password. */
export async function signInStaff({ database, tokens, limit, now }: SessionParts, input: StaffSignIn, address: string): Promise<StaffSession> {
  const brandId = input.brand ?? (await onlyBrand(database))
  const counted = { account: `${brandId}:${nameKey(input.name)}`, address }
  await limit.begin(counted)
  const staff = await staffNamed(database.em(), brandId, input.name)
  const right = await verifyPassword(input.password, staff?.passwordHash ?? (await (nobody ??= hashPassword('nobody has this password'))))
  if (!staff || !right) throw wrong()
  await limit.succeeded(counted)
  return transact(database, async (em) => {
    // what was true before the password was checked, which takes a while, need not be true now
    const still = await findStaff(em, staff.id)
    if (still?.passwordHash !== staff.passwordHash) throw wrong()
    return openSession(em, tokens, still, now())
  })
}

function wrong() {
  return problems.unauthenticated('Name or password is wrong.')
}

async function onlyBrand(database: Database): Promise<string> {
  const [only, ...others] = await brandIds(database.em())
  if (only && others.length === 0) return only
  throw problems.invalid([{ in: 'body', pointer: '#/brand', detail: 'must name the brand: there is more than one here, or none' }])
}
