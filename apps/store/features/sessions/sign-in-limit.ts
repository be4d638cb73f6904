import { problems } from '@jari/service/problems.ts'

/** Failed tries before there is a wait: of one account, and of one address, behind which a whole shop may sit. */
const freeTries = { account: 5, address: 30 }
/** The wait doubles with each further failure up to this, in milliseconds. */
const longestWait = 5 * 60_000
/** What has been quiet for this long is forgotten, in milliseconds. */
const forgottenAfter = 15 * 60_000
const remembered = 10_000

/** What tries are counted for. */
export type Counted = `${keyof typeof freeTries}:${string}`

/** Slows down guessing: after a few failures each further one doubles the wait, for the account and for the address. */
export type SignInLimit = {
  /** Throws problems.tooManyRequests (429 with Retry-After) while one of these names has to wait. */
  check(names: readonly Counted[]): void
  failed(names: readonly Counted[]): void
  succeeded(names: readonly Counted[]): void
}

/** Held in this process: with several replicas a guesser gets that many times the tries. */
export function createSignInLimit(now: () => number = Date.now): SignInLimit {
  const failures = new Map<string, { count: number; last: number }>()
  return {
    check(names) {
      const wait = Math.max(...names.map((name) => waitOf(failures.get(name), name.startsWith('address:') ? freeTries.address : freeTries.account, now())))
      if (wait > 0) throw problems.tooManyRequests('Too many failed tries to sign in.', Math.ceil(wait / 1000))
    },
    failed(names) {
      for (const name of names) {
        const before = failures.get(name)
        const count = before && now() - before.last < forgottenAfter ? before.count + 1 : 1
        failures.delete(name)
        if (failures.size >= remembered) failures.delete(failures.keys().next().value as string)
        failures.set(name, { count, last: now() })
      }
    },
    succeeded(names) {
      for (const name of names) failures.delete(name)
    },
  }
}

function waitOf(failure: { count: number; last: number } | undefined, free: number, now: number): number {
  if (!failure || failure.count < free) return 0
  return failure.last + Math.min(longestWait, 1000 * 2 ** (failure.count - free)) - now
}
