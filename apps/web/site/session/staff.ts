import type { StaffSession } from '@jari/contract/session.ts'
import { signal, type ReadonlySignal } from '@preact/signals'
import { ask, Refused } from '../request/request.ts'

const kept = 'jari.staff'

/** Who is signed in on this page. */
export type Staff = {
  readonly session: ReadonlySignal<StaffSession | null>
  /** True after the session ended by itself, until somebody signs in again. */
  readonly expired: ReadonlySignal<boolean>
  signIn(name: string, password: string): Promise<void>
  signOut(): void
  /** Ends a session that the services no longer take. */
  expire(): void
}

/** The staff session of this tab: kept across a reload, gone with the tab. */
export function createStaff(storage: Storage = sessionStorage, now: () => number = Date.now): Staff {
  const session = signal<StaffSession | null>(restore(storage, now()))
  const expired = signal(false)
  const keep = (next: StaffSession | null) => {
    session.value = next
    if (next) storage.setItem(kept, JSON.stringify(next))
    else storage.removeItem(kept)
  }
  return {
    session,
    expired,
    signIn: async (name, password) => {
      keep(await ask<StaffSession>('/store/staff/sessions', { method: 'POST', body: { name, password } }))
      expired.value = false
    },
    signOut: () => keep(null),
    expire: () => {
      expired.value = session.value !== null
      keep(null)
    },
  }
}

/** Runs a request as the signed-in staff; a 401 ends the session before it is thrown on. */
export async function asStaff<T>(staff: Staff, request: (token: string) => Promise<T>): Promise<T> {
  try {
    return await request(staff.session.value?.accessToken ?? '')
  } catch (error) {
    if (error instanceof Refused && error.status === 401) staff.expire()
    throw error
  }
}

/** The staff's token for a feed; a feed that asks for a new one means that the session has ended. */
export function staffToken(staff: Staff, renew: boolean): string {
  if (renew) staff.expire()
  const session = staff.session.peek()
  if (!session) throw new Error('nobody is signed in')
  return session.accessToken
}

function restore(storage: Storage, now: number): StaffSession | null {
  const text = storage.getItem(kept)
  if (!text) return null
  const session = JSON.parse(text) as StaffSession
  return Date.parse(session.expiresAt) > now ? session : null
}
