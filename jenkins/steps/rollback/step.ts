import { openForge } from '../forge/open.ts'
import { ensurePullRequest, ensureStatus } from '../forge/port.ts'
import { gatesContext } from '../gates/status.ts'
import { goneFor } from '../gates/schema.ts'
import { mainTip } from '../git/main.ts'
import { lastChange } from '../git/read.ts'
import { environmentAt, releaseRunning } from '../gitops/environments.ts'
import { type Hold, holdsAt } from '../gitops/holds.ts'
import { linkOf, noRelease } from '../gitops/layout.ts'
import { findRelease, type Release, releasesAt } from '../gitops/releases.ts'
import { stopAt } from '../gitops/route.ts'
import { holdEdit } from '../hold/edit.ts'
import { notify } from '../notify/notify.ts'
import { Failure, Refusal, Usage } from '../outcome.ts'
import { historyOf, outcomesOf } from '../outcomes/read.ts'
import { contentsOf, manifestsHold } from '../promote/by-pull-request.ts'
import type { Differences } from '../promote/edit.ts'
import { type Context, defineStep } from '../step.ts'
import { verifyStatus } from '../verify/change.ts'
import { propose } from '../writer/propose.ts'
import { remoteOf } from '../writer/remote.ts'
import { write } from '../writer/writer.ts'
import { rollbackEdit } from './edit.ts'
import { goBackTo, ranBefore } from './target.ts'
import { rollbackText } from './text.ts'

export const step = defineStep({
  options: { env: { type: 'string' }, from: { type: 'string' }, to: { type: 'string' }, reason: { type: 'string' }, by: { type: 'string' }, automatic: { type: 'boolean' }, 'dry-run': { type: 'boolean' } },
  async run(context, { env, from, to: asked, reason: given, by: asker, automatic = false, 'dry-run': dryRun = false }) {
    const { checkout, settings, say, now } = context
    if (env === undefined) throw new Usage('--env is missing: which environment to take back')
    const tip = await mainTip(checkout, settings)
    const environment = await environmentAt(checkout, tip, env)
    const releases = await releasesAt(checkout, tip)
    const bad = await releaseRunning(checkout, tip, env)
    if (from !== undefined && findRelease(releases, from).id !== bad) throw new Refusal(`${env} is not rolled back`, [`it is to run ${bad} by now, not ${from}: look again before going back`])
    const failed = automatic ? await failureOf(context, env, bad) : undefined
    if (automatic && (!environment.automaticRollback || failed === undefined)) {
      say(environment.automaticRollback ? `${env} has not failed with ${bad}, which it is to run: nothing is taken back` : `the overlay of ${env} does not ask for automatic rollback: nothing is taken back`)
      return { outcome: 'nothing', environment: env, release: bad }
    }
    const reason = given ?? failed ?? 'rolled back'
    const before = await ranBefore(checkout, tip, env)
    const to = asked === undefined ? goBackTo(before, releases, await holdsAt(checkout, tip), env) : findRelease(releases, asked)
    const by = async () => asker ?? (await openForge(settings).user())
    const holdOf = async (): Promise<Hold> => ({ release: bad, environment: env, reason, by: await by(), at: new Date(now()).toISOString() })
    if (to === undefined && automatic && bad !== noRelease) {
      if (!dryRun) await write(remoteOf(checkout, settings), holdEdit(await holdOf()))
      say(`${env} has run no earlier release that is still there and not held; ${bad} ${dryRun ? 'would be' : 'is'} held`)
      return { outcome: 'held', environment: env, release: bad }
    }
    if (to === undefined) throw new Failure(`${env} has run no earlier release that is still there and not held`)
    if (to.id === bad) throw new Usage(`${env} is to run ${bad} already`)
    const refused = [...(before.includes(to.id) ? [] : [`${env} never ran it: use "jari promote"`]), ...(await schemaRefusals(checkout, releases, bad, to))]
    if (refused.length > 0) throw new Refusal(`${env} is not rolled back to ${to.id}`, refused)
    if (dryRun) {
      say(`${env} would go back from ${bad} to ${to.id}, and ${bad} would be held`)
      return { outcome: 'would-roll-back', environment: env, from: bad, release: to.id }
    }
    const hold = await holdOf()
    const since = (await lastChange(checkout, tip, linkOf(env))) ?? tip
    const differences: Differences = { added: [], removed: [], configuration: [] }
    const edit = rollbackEdit(`rollback-${env}-${to.id}-after-${since.slice(0, 12)}`, env, to.id, hold, differences)
    const notice = { event: 'rolled-back', environment: env, release: to.id, from: bad, by: hold.by } as const
    if (stopAt(env)?.byPullRequest !== true) {
      const { commit } = await write(remoteOf(checkout, settings), edit)
      say(`${env} goes back from ${bad} to ${to.id} (${commit.slice(0, 7)}); ${bad} is held`)
      await notify(context, { ...notice, text: `${env} goes back from ${bad} to ${to.id}: ${reason}` })
      return { outcome: 'rolled-back', environment: env, from: bad, release: to.id, commit }
    }
    const forge = openForge(settings)
    const branch = `rollback/${env}/${to.id}`
    const { commit } = await propose(remoteOf(checkout, settings), branch, edit)
    const open = (await forge.listOpen(branch)).find((request) => request.branch === branch)
    const title = `Roll ${env} back to ${to.id}`
    const body = rollbackText({ environment: env, from: bad, to: to.id, reason, by: hold.by, differences, ...(await takenAway(checkout, releases, bad, to)) })
    if (open !== undefined) await forge.describe(open.number, title, body)
    const request = open ?? (await ensurePullRequest(forge, branch, title, body))
    await ensureStatus(forge, commit, gatesContext, 'success', 'a step back that ran before')
    await ensureStatus(forge, commit, verifyStatus, 'success', manifestsHold(env, to.id))
    say(`${open === undefined ? 'opened' : 'updated'} ${request.url}: merging it takes ${env} back to ${to.id}`)
    await notify(context, { ...notice, event: 'proposed', text: `${env} is to go back from ${bad} to ${to.id} and waits for approval: ${reason}`, url: request.url })
    return { outcome: 'proposed', environment: env, from: bad, release: to.id, commit, pullRequest: request.url }
  },
})

/** Why the environment failed with what it is to run, if the newest of its outcomes says so: somebody may have moved it on meanwhile. */
async function failureOf({ checkout, settings }: Context, env: string, release: string): Promise<string | undefined> {
  const last = historyOf(await outcomesOf(checkout, settings), env, release).at(-1)
  return last?.outcome === 'failed' ? (last.cause ?? `${last.step} failed`) : undefined
}

/** What the environment has now and would have no more: commits, and migrations that stay done. */
async function takenAway(checkout: string, releases: readonly Release[], bad: string, to: Release) {
  const running = releases.find(({ id }) => id === bad)
  return running === undefined ? { changes: [], migrations: [] } : await contentsOf(checkout, to, running)
}

async function schemaRefusals(checkout: string, releases: readonly Release[], bad: string, to: Release): Promise<string[]> {
  const running = releases.find(({ id }) => id === bad)
  return running === undefined ? [] : await goneFor(checkout, releases, running, to)
}
