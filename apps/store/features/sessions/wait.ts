/** The wait doubles with each further try up to this, in milliseconds. */
const longestWait = 5 * 60_000
/** Tries are forgotten when there was none for this long, in milliseconds. */
export const forgottenAfter = 15 * 60_000

/** How long the next try has to wait, in milliseconds; `free` tries wait for nothing. */
export function waitOf({ tries, lastAt }: { tries: number; lastAt: number }, free: number, now: number): number {
  if (tries < free) return 0
  return Math.max(0, lastAt + Math.min(longestWait, 1000 * 2 ** (tries - free)) - now)
}
