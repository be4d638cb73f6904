import type { Language } from './language.ts'
import type { Say } from './words.ts'

/** Whom a page is made for, and when. */
export type View = {
  language: Language
  say: Say
  /** Where the reader is, and comes back to after signing in. */
  path: string
  /** Milliseconds. */
  now: number
  /** The signed-in person, null for a passer-by. */
  person: { name: string, manager: boolean } | null
  /** The team whose members approve. */
  team: string
}
