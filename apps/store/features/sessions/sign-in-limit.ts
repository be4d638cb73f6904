import type { Database } from '@jari/service/database.ts'
import { problems } from '@jari/service/problems.ts'
import { isTransient } from '@jari/service/transient.ts'
import { swapTries, takeBackTries, triesOf } from '../../repositories/sign-in-tries.ts'
import { hashOf } from '../../secret.ts'
import { isUniqueViolation } from '../../unique-violation.ts'
import { forgottenAfter, waitOf } from './wait.ts'

/** Tries before there is a wait: of one account, and of one address, behind which a whole shop may sit. */
const freeTries = { account: 5, address: 30 }

/** What tries are counted for. */
export type Counted = { readonly account: string; readonly address: string }

/**
 * Slows down guessing: after a few tries each further one doubles the wait, for the account and for the address.
 * A try is counted before its password is looked at, so that a hundred at once are no way round it; kept in the database,
 * so that replicas count together.
 */
export type SignInLimit = {
  /** Counts a try. Throws problems.tooManyRequests (429 with Retry-After) while the account or the address has to wait. */
  begin(counted: Counted): Promise<void>
  /** Forgives the account all tries and the address this one. */
  succeeded(counted: Counted): Promise<void>
}

export function createSignInLimit(database: Database, now: () => number = Date.now): SignInLimit {
  async function countOnce(counted: Counted): Promise<boolean> {
    return database.em().transactional(async (em) => {
      for (const kind of ['account', 'address'] as const) {
        const name = hashOf(`${kind}:${counted[kind]}`)
        const seen = await triesOf(em, name)
        const tries = seen && now() - seen.lastAt < forgottenAfter ? seen.tries : 0
        const wait = seen ? waitOf({ tries, lastAt: seen.lastAt }, freeTries[kind], now()) : 0
        if (wait > 0) throw problems.tooManyRequests('Too many tries to sign in.', Math.ceil(wait / 1000))
        if (!(await swapTries(em, name, seen, { tries: tries + 1, lastAt: now() }))) throw new Overtaken()
      }
      return true
    })
  }

  return {
    async begin(counted) {
      for (let tries = 1; ; tries++) {
        try {
          await countOnce(counted)
          return
        } catch (error) {
          const again = error instanceof Overtaken || isUniqueViolation(error) || isTransient(error)
          if (!again) throw error
          // so many at once for one account or from one address are no person
          if (tries === 10) throw problems.tooManyRequests('Too many tries to sign in at once.', 1)
        }
      }
    },
    async succeeded(counted) {
      const em = database.em()
      await takeBackTries(em, hashOf(`account:${counted.account}`), 'all')
      await takeBackTries(em, hashOf(`address:${counted.address}`), 'one')
    },
  }
}

/** Somebody else's try was counted between our look and our count. */
class Overtaken extends Error {
  override name = 'Overtaken'
}
