import type { StaffSession, StaffSignIn } from '@jari/contract/session.ts'
import { problems } from '@jari/service/problems.ts'
import { hashPassword, verifyPassword } from '../../password.ts'
import type { StoreRepository } from '../../store-repository.ts'
import type { Tokens } from '../../tokens.ts'
import type { Counted, SignInLimit } from './sign-in-limit.ts'

export type SignInParts = { readonly repository: StoreRepository; readonly tokens: Tokens; readonly limit: SignInLimit }

/** Checked against when there is no such person, so that the answer takes as long as for one there is. */
const nobody = hashPassword('nobody has this password')

/** Opens a staff session. The problem is the same for a wrong name and a wrong password. */
export async function signInStaff({ repository, tokens, limit }: SignInParts, input: StaffSignIn, address: string): Promise<StaffSession> {
  const brandId = input.brand ?? (await onlyBrand(repository))
  const names: Counted[] = [`account:${brandId}:${input.name.toLowerCase()}`, `address:${address}`]
  limit.check(names)
  const staff = await repository.staffNamed(brandId, input.name)
  const right = await verifyPassword(input.password, staff?.passwordHash ?? (await nobody))
  if (!staff || !right) {
    limit.failed(names)
    throw problems.unauthenticated('Name or password is wrong.')
  }
  limit.succeeded(names)
  const storeIds = staff.role === 'owner' ? (await repository.storesOfBrand(brandId)).map((store) => store.id) : staff.storeIds
  const person = { id: staff.id, name: staff.name, role: staff.role, brandId, storeIds }
  const session = await tokens.access({ kind: 'staff', sub: staff.id, brandId, name: staff.name, role: staff.role, storeIds })
  return { ...session, staff: person }
}

async function onlyBrand(repository: StoreRepository): Promise<string> {
  const [only, ...others] = await repository.brandIds()
  if (only && others.length === 0) return only
  throw problems.invalid([{ in: 'body', pointer: '#/brand', detail: 'must name the brand: there is more than one here, or none' }])
}
