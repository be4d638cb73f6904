import type { AccessClaims, FeedName, StaffRole } from '@jari/contract/token.ts'

/** Who makes a request: the verified claims of their access token. */
export type Caller = AccessClaims

/** Who may call an operation. What is not named may not; `public` needs no token. `service`: other services that may follow this feed. */
export type Access = { readonly guest?: boolean; readonly staff?: readonly StaffRole[]; readonly device?: boolean; readonly service?: FeedName }

/** All staff, for the common case. */
export const anyStaff: readonly StaffRole[] = ['owner', 'manager', 'barista']

/** True if this caller is one of those the operation is for. */
export function mayCall(access: Access, caller: Caller): boolean {
  if (caller.kind === 'guest') return access.guest === true
  if (caller.kind === 'device') return access.device === true
  if (caller.kind === 'service') return access.service !== undefined && caller.feeds.includes(access.service)
  return access.staff?.includes(caller.role) ?? false
}

export type BelongsToStore = (caller: Caller, storeId: string) => boolean

/** True if the caller belongs to this store. Everybody else is told that there is no such store. */
export function belongsToStore(caller: Caller, storeId: string): boolean {
  return 'storeIds' in caller ? caller.storeIds.includes(storeId) : caller.storeId === storeId
}

/**
 * The name that idempotency keys of this caller are kept under. Guests are known by their seat, not by their session,
 * so that a phone which had to open a new session between two tries does not order twice.
 */
export function callerName(caller: Caller): string {
  return caller.kind === 'guest' ? `guest:${caller.storeId}:${caller.seatId}` : `${caller.kind}:${caller.sub}`
}
