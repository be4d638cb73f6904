import { ArgoFailure, type ArgoCD } from '../argocd/client.ts'
import { Failure } from '../outcome.ts'
import type { Context } from '../step.ts'
import { failedAttempts } from './attempts.ts'
import { type Cause, seconds } from './cause.ts'
import { explained } from './explain.ts'
import { type Observation, observe } from './observation.ts'
import { causes, missing, type Wanted } from './verdict.ts'

export type Waiting = {
  readonly environment: string
  readonly application: string
  /** Milliseconds until it gives up. */
  readonly limit: number
  /** Asked before each look; throws or changes what is wanted when git has moved on. */
  readonly wanted: (observation: Observation | undefined) => Promise<Wanted>
  /** What came with a commit besides images. */
  readonly changedWith: (commit: string) => Promise<readonly string[]>
}

/** Healthy must hold this long: Argo CD's health lags behind the objects it just changed. */
const hold = seconds(5)
const pace = seconds(1)

/**
 * Waits until the environment is done (as `missing` defines it, and Healthy held). Throws a Failure whose first line names the cause
 * as soon as one has lasted longer than its patience, or what is still missing when the limit is reached.
 */
export async function waitUntilHealthy({ now, sleep, say }: Pick<Context, 'now' | 'sleep' | 'say'>, argo: ArgoCD, { environment, application, limit, wanted, changedWith }: Waiting): Promise<void> {
  const began = now()
  const since = new Map<string, number>()
  const attempts = failedAttempts(argo, application)
  let healthySince: number | undefined
  let said = ''
  for (let look = 0; ; look++) {
    const observation = await patiently(() => observe(argo, application, look % 10 === 0), now, sleep)
    await attempts.look(observation)
    const goal = await wanted(observation)
    const lacking = missing(observation, goal)
    if (lacking.length === 0) {
      healthySince ??= now()
      if (now() - healthySince >= hold) return
    } else healthySince = undefined
    const ripe = lacking.length === 0 ? undefined : firstRipe(causes(observation, goal), since, now())
    if (ripe !== undefined) {
      const changed = ripe.isVague && goal.commit !== undefined ? await changedWith(goal.commit) : []
      throw new Failure(await explained(argo, { application, environment, changed }, ripe, observation, attempts))
    }
    if (now() - began > limit) throw new Failure(`${environment}: not Healthy after ${limit / 1_000} s: ${lastReason(observation, goal) ?? lacking.at(-1) ?? 'health did not hold'}\n${lacking.map((line) => `  ${line}`).join('\n')}`)
    if (lacking[0] !== undefined && lacking[0] !== said) say(`${environment}: ${(said = lacking[0])}`)
    await sleep(pace)
  }
}

/** The first cause that has lasted long enough; those that are gone are forgotten. */
export function firstRipe(present: readonly Cause[], since: Map<string, number>, now: number): Cause | undefined {
  for (const key of since.keys()) if (!present.some((cause) => cause.key === key)) since.delete(key)
  for (const { key } of present) if (!since.has(key)) since.set(key, now)
  return present.find(({ key, patience }) => now - since.get(key)! >= patience)
}

function lastReason(observation: Observation, goal: Wanted): string | undefined {
  const [cause] = causes(observation, goal)
  if (cause !== undefined) return cause.text
  const unhealthy = observation.tree.filter(({ kind, health }) => kind !== 'Pod' && kind !== 'ReplicaSet' && health?.status !== undefined && health.status !== 'Healthy')
  const [first] = unhealthy
  return first === undefined ? undefined : `${first.kind} ${first.name} is ${first.health?.status}: ${first.health?.message ?? 'no reason given'}`
}

// Argo CD may be restarting while we wait; a wrong token is no such thing.
async function patiently<T>(look: () => Promise<T>, now: () => number, sleep: (milliseconds: number) => Promise<void>): Promise<T> {
  const began = now()
  for (;;) {
    try {
      return await look()
    } catch (error) {
      if (!(error instanceof ArgoFailure) || [401, 403, 404].includes(error.status) || now() - began > seconds(60)) throw error
      await sleep(pace)
    }
  }
}
