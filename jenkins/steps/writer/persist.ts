import { setTimeout } from 'node:timers/promises'
import { GitFailure } from '../git/git.ts'
import { Failure } from '../outcome.ts'
import { type Patience, pause } from './backoff.ts'
import { finalReason } from './rejection.ts'

/**
 * Runs `attempt` (given its number, from 1) until git is content. After a rejection it waits a random while and begins again;
 * a refusal that no repeat can change, and any other error, ends it at once.
 */
export async function persist<T>(limits: Patience, attempt: (number: number) => Promise<T>): Promise<T> {
  let last: GitFailure | undefined
  for (let number = 1; number <= limits.attempts; number++) {
    if (number > 1) await setTimeout(pause(number - 1, limits))
    try {
      return await attempt(number)
    } catch (error) {
      if (!(error instanceof GitFailure)) throw error
      const reason = finalReason(error.stderr)
      if (reason !== undefined) throw new Failure(`the repository refused the change: ${reason}\n${error.stderr.trim()}`)
      last = error
    }
  }
  throw new Failure(`the change did not land in ${limits.attempts} attempts, last: ${last?.message}\n${last?.stderr.trim()}`)
}
