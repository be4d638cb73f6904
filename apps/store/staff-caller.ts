import type { StaffClaims } from '@jari/contract/token.ts'
import type { Caller } from '@jari/service/caller.ts'
import { problems } from '@jari/service/problems.ts'
import type { Actor } from './repositories/audit.ts'

/** The caller of an operation that is for staff only. */
export function staffOnly(caller: Caller): StaffClaims {
  if (caller.kind !== 'staff') throw problems.forbidden(`A ${caller.kind} may not do this.`)
  return caller
}

/** The caller as the audit trail names them. */
export function actorOf(caller: Caller): Actor {
  const { sub, name } = staffOnly(caller)
  return { id: sub, name }
}
