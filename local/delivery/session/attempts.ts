/** Slows guessing of passwords down: after some failures each further try has to wait, twice as long each time. */
export type Attempts = {
  /** Milliseconds until the next try is let through; 0 lets this one through and counts it as failed until `succeeded`. */
  begin(...keys: readonly string[]): number
  /** The password was right: forgets the failures of these keys. */
  succeeded(...keys: readonly string[]): void
}

/** Tries that cost nothing, then 1 s, 2 s, 4 s … up to `longest` milliseconds. Counts are forgotten after `memory` milliseconds of peace. */
export function createAttempts({ free = 3, longest = 60_000, memory = 15 * 60_000, now = Date.now } = {}): Attempts {
  const failures = new Map<string, { count: number, until: number, last: number }>()

  function remaining(key: string): number {
    const known = failures.get(key)
    return known === undefined ? 0 : Math.max(0, known.until - now())
  }

  function fail(key: string) {
    const count = (failures.get(key)?.count ?? 0) + 1
    const delay = count < free ? 0 : Math.min(longest, 1000 * 2 ** (count - free))
    failures.set(key, { count, until: now() + delay, last: now() })
  }

  return {
    begin(...keys) {
      for (const [key, { last }] of failures)
        if (now() - last > memory) failures.delete(key)
      const wait = Math.max(...keys.map(remaining))
      if (wait === 0) keys.forEach(fail)
      return wait
    },
    succeeded(...keys) {
      for (const key of keys) failures.delete(key)
    },
  }
}
