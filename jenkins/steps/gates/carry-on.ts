import { step as awaitHealthy } from '../await-healthy/step.ts'
import { mainTip } from '../git/main.ts'
import { releaseRunning } from '../gitops/environments.ts'
import { noRelease } from '../gitops/layout.ts'
import { route } from '../gitops/route.ts'
import { Failure, Refusal } from '../outcome.ts'
import { historyOf, outcomesOf } from '../outcomes/read.ts'
import { step as promote } from '../promote/step.ts'
import { step as rollback } from '../rollback/step.ts'
import { step as smoke } from '../smoke/step.ts'
import type { Context } from '../step.ts'

export type CarriedOn = { readonly environment: string; readonly release: string; readonly outcome: 'waiting' | 'would-promote' | 'promoted' | 'proposed' | 'failed'; readonly reasons: readonly string[] }

/** Waits until an environment is well, and takes it back when it is not and its overlay asks for that. Throws the Failure that says why. */
export type LookAfter = (context: Context, environment: string) => Promise<void>

/**
 * Brings on releases that go by themselves and that something kept back when their run asked (a soak, a freeze, a hold that was lifted):
 * those that the environment before runs, tried by its smoke test. Then does what that run would have done: looks after the environment,
 * and opens the promotion to the next one that a person approves. Never throws for a release that does not get on.
 */
export async function carryOn(context: Context, dryRun: boolean, lookAfter: LookAfter = afterwards): Promise<CarriedOn[]> {
  const carried: CarriedOn[] = []
  const attempt = async (environment: string, release: string, outcome: CarriedOn['outcome'], work: () => Promise<unknown>) => {
    const { reasons, ...rest } = await work().then(() => ({ outcome, reasons: [] }), saidOf)
    carried.push({ environment, release, outcome: rest.outcome, reasons })
    return rest.outcome === outcome
  }
  for (const [index, { environment, from, byPullRequest }] of route.entries()) {
    if (from === undefined || byPullRequest) continue
    const tip = await mainTip(context.checkout, context.settings)
    const release = await releaseRunning(context.checkout, tip, from)
    if (release === noRelease || release === (await releaseRunning(context.checkout, tip, environment)) || !(await isTried(context, from, release))) continue
    const isPromoted = await attempt(environment, release, dryRun ? 'would-promote' : 'promoted', async () => {
      await promote.run(context, { to: environment, release, 'dry-run': dryRun })
      if (!dryRun) await lookAfter(context, environment)
    })
    const next = route[index + 1]
    if (isPromoted && !dryRun && next?.byPullRequest) await attempt(next.environment, release, 'proposed', async () => await promote.run(context, { to: next.environment, release, ahead: true }))
  }
  return carried
}

function saidOf(error: unknown): Pick<CarriedOn, 'outcome' | 'reasons'> {
  if (error instanceof Refusal) return { outcome: 'waiting', reasons: error.reasons }
  if (error instanceof Failure) return { outcome: 'failed', reasons: [error.message.split('\n')[0]!] }
  throw error
}

/** Whether the last thing known of the release there is that it passed the smoke test: its own run is done with that environment. */
async function isTried({ checkout, settings }: Context, environment: string, release: string): Promise<boolean> {
  const last = historyOf(await outcomesOf(checkout, settings), environment, release).at(-1)
  return last?.outcome === 'healthy' && last.step === 'smoke'
}

async function afterwards(context: Context, env: string): Promise<void> {
  try {
    await awaitHealthy.run(context, { env })
    await smoke.run(context, { env })
  } catch (error) {
    await rollback.run(context, { env, automatic: true })
    throw error
  }
}
