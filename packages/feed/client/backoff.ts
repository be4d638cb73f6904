import { closeCodes } from '@jari/contract/feed.ts'

/** What a client does after its socket was closed: how long it waits (milliseconds), whether it needs a new token, or that it gives up. */
export type Reaction = { readonly retryAfter: number; readonly renewToken: boolean } | { readonly giveUp: string }

/** After a restart everybody comes back within this, spread evenly. */
const restartSpread = 2000
const firstPause = 500
const longestPause = 15_000

/** `attempt`: how often it failed in a row, from 0. `random` in [0, 1): full jitter, so that clients do not come back in step. */
export function reactTo(code: number, attempt: number, random: number): Reaction {
  if (code === closeCodes.forbidden || code === closeCodes.notFound) return { giveUp: code === closeCodes.forbidden ? 'forbidden' : 'not found' }
  const cap = code === closeCodes.restart && attempt === 0 ? restartSpread : Math.min(longestPause, firstPause * 2 ** Math.min(attempt, 10))
  return { retryAfter: random * cap, renewToken: code === closeCodes.unauthenticated }
}
