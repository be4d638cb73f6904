import type { StaffSession } from '@jari/contract/session.ts'
import { signal, type ReadonlySignal } from '@preact/signals'
import { ask, Refused } from '../request/request.ts'

const kept = 'jari.staff'
/** An access token is renewed when it lives no longer than this, in milliseconds. */
const soon = 30_000

/** Who is signed in on this page. */
export type Staff = {
  readonly session: ReadonlySignal<StaffSession | null>
  /** True after the session ended by itself, until somebody signs in again. */
  readonly expired: ReadonlySignal<boolean>
  signIn(name: string, password: string): Promise<void>
  /** Forgets the session here at once, and ends it at the service. */
  signOut(): void
  /** An access token that lives for a while; `renew` gets another one in any case. Throws Refused when the session is over. */
  token(renew?: boolean): Promise<string>
}

/** How tabs of one browser hear of each other; a BroadcastChannel. */
export type Tabs = { postMessage(message: unknown): void; addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void }
/** A session was renewed: whoever still holds its last refresh token goes on with `next`. */
type Renewed = { readonly used: string; readonly next: StaffSession }

/** The tabs of this browser. */
export function staffTabs(): Tabs {
  return new BroadcastChannel(kept)
}

export type StaffParts = { readonly storage?: Storage; readonly now?: () => number; readonly request?: typeof ask; readonly tabs?: Tabs }

/**
 * The staff session of this tab: kept across a reload, renewed as long as it lives, gone with the tab. A tab that was
 * duplicated has the same session, whose refresh token is good for one use: `tabs` tells the others of each renewal.
 */
export function createStaff({ storage = sessionStorage, now = Date.now, request = ask, tabs }: StaffParts = {}): Staff {
  const session = signal<StaffSession | null>(restore(storage, now()))
  const expired = signal(false)
  let renewing: Promise<string> | null = null
  const keep = (next: StaffSession | null) => {
    session.value = next
    if (next) storage.setItem(kept, JSON.stringify(next))
    else storage.removeItem(kept)
  }

  async function renewal(refreshToken: string): Promise<string> {
    try {
      const next = await request<StaffSession>('/store/staff/sessions/refresh', { method: 'POST', body: { refreshToken } })
      // somebody may have signed out meanwhile
      if (session.peek()?.refreshToken === refreshToken) {
        keep(next)
        tabs?.postMessage({ used: refreshToken, next } satisfies Renewed)
      }
      return next.accessToken
    } catch (error) {
      if (error instanceof Refused && error.status === 401 && session.peek()?.refreshToken === refreshToken) {
        keep(null)
        expired.value = true
      }
      throw error
    }
  }

  tabs?.addEventListener('message', ({ data }) => {
    const { used, next } = data as Renewed
    if (session.peek()?.refreshToken === used) keep(next)
  })

  return {
    session,
    expired,
    signIn: async (name, password) => {
      keep(await request<StaffSession>('/store/staff/sessions', { method: 'POST', body: { name, password } }))
      expired.value = false
    },
    signOut: () => {
      const refreshToken = session.peek()?.refreshToken
      keep(null)
      if (refreshToken) request('/store/staff/sessions/end', { method: 'POST', body: { refreshToken } }).catch((error: unknown) => console.warn('the session was not ended at the service', error))
    },
    token: async (renew = false) => {
      const present = session.peek()
      if (!present) throw new Refused(401, { title: 'nobody is signed in' })
      if (!renew && Date.parse(present.expiresAt) - now() >= soon) return present.accessToken
      // a refresh token is good for one use: whoever asks meanwhile waits for the same answer
      renewing ??= renewal(present.refreshToken).finally(() => (renewing = null))
      return renewing
    },
  }
}

/** Runs a request as the signed-in staff; a token that is not taken is renewed once. Throws what the request throws, Refused when the session is over. */
export async function asStaff<T>(staff: Staff, request: (token: string) => Promise<T>): Promise<T> {
  try {
    return await request(await staff.token())
  } catch (error) {
    if (!(error instanceof Refused && error.status === 401 && staff.session.peek())) throw error
    return request(await staff.token(true))
  }
}

function restore(storage: Storage, now: number): StaffSession | null {
  const text = storage.getItem(kept)
  if (!text) return null
  const session = JSON.parse(text) as StaffSession
  return Date.parse(session.refreshExpiresAt) > now ? session : null
}
