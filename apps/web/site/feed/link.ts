/** What a page knows about its feed. Times are milliseconds of one clock. */
export type Heard = {
  readonly connected: boolean
  /** When the last frame came, events or heartbeat; undefined before the first. */
  readonly lastFrameAt: number | undefined
  /** When the page began to listen. */
  readonly since: number
}

export type LinkState = 'connecting' | 'live' | 'stale' | 'lost'
export type Link = { readonly state: LinkState; readonly ageMs: number }

/** A heartbeat comes every 10 s, so after 15 s one is missing. */
export const staleAfterMs = 15_000
/** A page that has only just opened, or is between two connections, is given this long before it grows loud. */
export const patienceMs = 3_000

/** How the connection light shines: live, or loud when what the page shows may be old. */
export function linkOf(heard: Heard, now: number): Link {
  const ageMs = Math.max(0, now - (heard.lastFrameAt ?? heard.since))
  if (heard.connected && heard.lastFrameAt !== undefined) return { state: ageMs > staleAfterMs ? 'stale' : 'live', ageMs }
  return { state: ageMs > patienceMs ? 'lost' : 'connecting', ageMs }
}
