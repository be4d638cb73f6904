import { lastChange } from '../git/read.ts'
import { mainTip } from '../git/main.ts'
import { linkOf } from '../gitops/layout.ts'
import { releaseRunning } from '../gitops/environments.ts'
import { notify } from '../notify/notify.ts'
import { Failure } from '../outcome.ts'
import type { Context } from '../step.ts'
import { remoteOf } from '../writer/remote.ts'
import { recordOutcome } from './record.ts'

/** What an environment is to run, and the commit that moved it there. */
type Watched = { readonly release: string; readonly commit: string }

/**
 * Does what says whether an environment is well, and notes the outcome at the commit that moved it: Healthy with what `work` answers,
 * failed with the first line of a Failure, which is then thrown on. Without JARI_FORGE_TOKEN nothing is noted: somebody only looks.
 */
export async function watched<T extends object>(context: Context, step: string, environment: string, work: () => Promise<T>): Promise<T> {
  const began = context.now()
  const first = await movedBy(context, environment)
  try {
    const result = await work()
    await note(context, step, environment, 'release' in result && typeof result.release === 'string' ? result.release : first?.release, began)
    return result
  } catch (error) {
    // a forge, git or Argo CD that does not answer says nothing about the release
    if (error instanceof Failure && error.constructor === Failure) await note(context, step, environment, first?.release, began, error.message.split('\n')[0])
    throw error
  }
}

async function note(context: Context, step: string, environment: string, release: string | undefined, began: number, cause?: string): Promise<void> {
  const { checkout, settings, now } = context
  const moved = await movedBy(context, environment)
  // somebody has moved it on meanwhile: what was seen is not known to be of either
  if (moved === undefined || moved.release !== release) return
  const outcome = cause === undefined ? 'healthy' : 'failed'
  const isNew = await recordOutcome(remoteOf(checkout, settings), moved.commit, { environment, release, outcome, step, at: new Date(now()).toISOString(), seconds: Math.round((now() - began) / 1_000), ...(cause === undefined ? {} : { cause }) })
  if (isNew && (cause !== undefined || step === 'smoke')) await notify(context, { event: outcome, environment, release, from: null, by: null, text: cause === undefined ? `${environment} is Healthy with ${release}` : `${environment} failed with ${release}: ${cause}` })
}

async function movedBy({ checkout, settings }: Context, environment: string): Promise<Watched | undefined> {
  if (settings.optional('JARI_GIT_URL') === undefined || settings.optional('JARI_FORGE_TOKEN') === undefined) return undefined
  const tip = await mainTip(checkout, settings)
  const commit = await lastChange(checkout, tip, linkOf(environment))
  return commit === undefined ? undefined : { release: await releaseRunning(checkout, tip, environment), commit }
}
