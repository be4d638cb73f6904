import { randomBytes } from 'node:crypto'
import type { Person } from '../gitea/person.ts'
import type { Word } from '../page/words.ts'

/** What the last action came to, shown once. `values` fill the word: releases, or what the system that refused said. */
export type Notice = { good: boolean, key: Word, values: readonly string[] }

export type Session = { readonly person: Person, readonly expires: number, notice: Notice | null }

/** Sessions live in memory only: a restart of the page signs everybody out. */
export type Sessions = {
  /** Returns the id that goes into the cookie. */
  open(person: Person): string
  find(id: string | undefined): Session | undefined
  /** Ends a session and takes the person's token back. */
  close(id: string): Promise<void>
  /** Ends those whose time is over. */
  sweep(): Promise<void>
  closeAll(): Promise<void>
}

/** `lifetime` in milliseconds; `forget` takes a person's token back; `now` in milliseconds. */
export function createSessions(lifetime: number, forget: (person: Person) => Promise<void>, now: () => number = Date.now): Sessions {
  const sessions = new Map<string, Session>()

  async function close(id: string) {
    const session = sessions.get(id)
    sessions.delete(id)
    if (session !== undefined) await forget(session.person)
  }

  return {
    open(person) {
      const id = randomBytes(32).toString('base64url')
      sessions.set(id, { person, expires: now() + lifetime, notice: null })
      return id
    },
    find(id) {
      const session = id === undefined ? undefined : sessions.get(id)
      return session !== undefined && session.expires > now() ? session : undefined
    },
    close,
    async sweep() {
      const over = [...sessions].filter(([, { expires }]) => expires <= now())
      await Promise.all(over.map(([id]) => close(id)))
    },
    async closeAll() {
      await Promise.all([...sessions.keys()].map(close))
    },
  }
}
