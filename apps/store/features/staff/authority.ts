import type { StaffMember } from '@jari/contract/staff.ts'
import type { StaffClaims } from '@jari/contract/token.ts'

/** Whether somebody sees a colleague at all: owners see everybody of the brand, managers who works in a store of theirs, and everybody themselves. */
export function sees(caller: StaffClaims, person: StaffMember & { brandId: string }): boolean {
  if (caller.brandId !== person.brandId) return false
  return caller.role === 'owner' || caller.sub === person.id || (person.role !== 'owner' && person.storeIds.some((id) => caller.storeIds.includes(id)))
}

/** Whether somebody may make a colleague what `person` says: owners anything, managers baristas who work in their stores only. */
export function mayManage(caller: StaffClaims, person: Pick<StaffMember, 'role' | 'storeIds'>): boolean {
  if (caller.role === 'owner') return true
  return caller.role === 'manager' && person.role === 'barista' && person.storeIds.length > 0 && person.storeIds.every((id) => caller.storeIds.includes(id))
}
