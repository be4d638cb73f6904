import type { NewStaff, StaffChange, StaffMember } from '@jari/contract/staff.ts'
import type { Fault } from '@jari/contract/problem.ts'
import type { StaffClaims } from '@jari/contract/token.ts'
import type { EntityManager } from '@jari/service/database.ts'
import { newId } from '@jari/service/id.ts'
import { problems } from '@jari/service/problems.ts'
import { difference } from '../../difference.ts'
import { note } from '../../repositories/audit.ts'
import type { Actor } from '../../repositories/audit.ts'
import { endSessionsOf } from '../../repositories/staff-sessions.ts'
import { deleteStaff, findStaff, insertStaff, nameKey, staffNamed, staffOfBrand, updateStaff } from '../../repositories/staff.ts'
import type { StaffRow } from '../../repositories/staff.ts'
import { storesOfBrand } from '../../repositories/stores.ts'
import { isUniqueViolation } from '../../unique-violation.ts'
import { mayManage, sees } from './authority.ts'

/** Somebody as the API shows them. */
export function shown({ id, name, role, storeIds }: StaffRow): StaffMember {
  return { id, name, role, storeIds }
}

/** A colleague that the caller sees, or 404. */
export async function colleague(em: EntityManager, caller: StaffClaims, staffId: string): Promise<StaffRow> {
  const person = await findStaff(em, staffId)
  if (!person || !sees(caller, person)) throw problems.notFound('member of staff')
  return person
}

/** Adds somebody. `passwordHash` is of `input.password`, made before the transaction because it takes a while. */
export async function hire(em: EntityManager, brandId: string, input: NewStaff, passwordHash: string, by: Actor, now: number): Promise<StaffRow> {
  const person: StaffRow = { id: newId(now), brandId, name: input.name.normalize('NFC'), role: input.role, storeIds: [...new Set(input.storeIds)], passwordHash }
  await checkStores(em, person)
  if (await staffNamed(em, brandId, person.name)) throw taken(person.name)
  await orTaken(person.name, insertStaff(em, person))
  await noteStaff(em, 'staff.created', person, by, now, shown(person))
  return person
}

/** Changes somebody. A new password signs them out everywhere. */
export async function changeStaff(em: EntityManager, caller: StaffClaims, staffId: string, change: StaffChange, passwordHash: string | null, now: number): Promise<StaffRow> {
  const before = await colleague(em, caller, staffId)
  const { name = before.name, role = before.role, storeIds = before.storeIds } = change
  const after: StaffRow = { ...before, name: name.normalize('NFC'), role, storeIds: [...new Set(storeIds)], passwordHash: passwordHash ?? before.passwordHash }
  if (!mayManage(caller, before) || !mayManage(caller, after)) throw problems.forbidden('A manager manages the baristas of their own stores.')
  await checkStores(em, after)
  if (nameKey(after.name) !== nameKey(before.name) && (await staffNamed(em, before.brandId, after.name))) throw taken(after.name)
  if (before.role === 'owner' && after.role !== 'owner') await keepAnOwner(em, before)
  await orTaken(after.name, updateStaff(em, after))
  if (passwordHash) await endSessionsOf(em, staffId, now)
  await noteStaff(em, 'staff.changed', after, { id: caller.sub, name: caller.name }, now, { ...difference(shown(before), shown(after)), ...(passwordHash ? { password: 'changed' } : {}) })
  return after
}

/** Removes somebody and ends their sessions. */
export async function dismiss(em: EntityManager, caller: StaffClaims, staffId: string, now: number): Promise<void> {
  const person = await colleague(em, caller, staffId)
  if (!mayManage(caller, person)) throw problems.forbidden('A manager manages the baristas of their own stores.')
  if (person.role === 'owner') await keepAnOwner(em, person)
  await endSessionsOf(em, staffId, now)
  await deleteStaff(em, staffId)
  await noteStaff(em, 'staff.removed', person, { id: caller.sub, name: caller.name }, now, shown(person))
}

/** An entry of each store that the person works in, so that its managers find it; of the brand, if in none. */
export async function noteStaff(em: EntityManager, action: string, person: StaffRow, by: Actor, now: number, detail: Record<string, unknown>): Promise<void> {
  const stores = person.role === 'owner' || person.storeIds.length === 0 ? [null] : person.storeIds
  for (const storeId of stores) await note(em, { brandId: person.brandId, by, action, subject: person.id, storeId, detail: { name: person.name, ...detail } }, now)
}

async function checkStores(em: EntityManager, person: StaffRow): Promise<void> {
  const stores = new Set((await storesOfBrand(em, person.brandId)).map((store) => store.id))
  const faults = person.storeIds.flatMap((id, i): Fault[] => (stores.has(id) ? [] : [{ in: 'body', pointer: `#/storeIds/${i}`, detail: 'is no store of the brand' }]))
  if (faults.length) throw problems.invalid(faults)
}

/** Every brand keeps somebody who may do everything. */
async function keepAnOwner(em: EntityManager, leaving: StaffRow): Promise<void> {
  const others = (await staffOfBrand(em, leaving.brandId)).filter((one) => one.role === 'owner' && one.id !== leaving.id)
  if (others.length === 0) throw problems.conflict('The brand must keep an owner. Make somebody else one first.')
}

async function orTaken(name: string, write: Promise<void>): Promise<void> {
  try {
    await write
  } catch (error) {
    throw isUniqueViolation(error) ? taken(name) : error
  }
}

function taken(name: string) {
  return problems.conflict(`There is somebody called ${name} already.`)
}
