import { openForge } from '../forge/open.ts'
import { mainTip } from '../git/main.ts'
import { lastChange } from '../git/read.ts'
import { environmentAt, releaseRunning } from '../gitops/environments.ts'
import { holdsAt } from '../gitops/holds.ts'
import { linkOf } from '../gitops/layout.ts'
import { findRelease, releasesAt } from '../gitops/releases.ts'
import { stopAt } from '../gitops/route.ts'
import { Failure, Refusal, Usage } from '../outcome.ts'
import { defineStep } from '../step.ts'
import { propose } from '../writer/propose.ts'
import { remoteOf } from '../writer/remote.ts'
import { write } from '../writer/writer.ts'
import { rollbackEdit } from './edit.ts'
import { goBackTo, ranBefore } from './target.ts'

export const step = defineStep({
  options: { env: { type: 'string' }, to: { type: 'string' }, reason: { type: 'string' }, 'dry-run': { type: 'boolean' } },
  async run({ checkout, settings, say, now }, { env, to: asked, reason = 'rolled back', 'dry-run': dryRun = false }) {
    if (env === undefined) throw new Usage('--env is missing: which environment to take back')
    const tip = await mainTip(checkout, settings)
    await environmentAt(checkout, tip, env)
    const releases = await releasesAt(checkout, tip)
    const bad = await releaseRunning(checkout, tip, env)
    const before = await ranBefore(checkout, tip, env)
    const to = asked === undefined ? goBackTo(before, releases, await holdsAt(checkout, tip), env) : findRelease(releases, asked)
    if (to === undefined) throw new Failure(`${env} has run no earlier release that is still there and not held`)
    if (to.id === bad) throw new Usage(`${env} is to run ${bad} already`)
    if (!before.includes(to.id)) throw new Refusal(`${env} is not rolled back to ${to.id}`, [`${env} never ran it: use "jari promote"`])
    if (dryRun) {
      say(`${env} would go back from ${bad} to ${to.id}, and ${bad} would be held`)
      return { outcome: 'would-roll-back', environment: env, from: bad, release: to.id }
    }
    const forge = openForge(settings)
    const hold = { release: bad, environment: env, reason, by: await forge.user(), at: new Date(now()).toISOString() }
    const since = (await lastChange(checkout, tip, linkOf(env))) ?? tip
    const edit = rollbackEdit(`rollback-${env}-${to.id}-after-${since.slice(0, 12)}`, env, to.id, hold)
    if (stopAt(env)?.byPullRequest !== true) {
      const { commit } = await write(remoteOf(checkout, settings), edit)
      say(`${env} goes back from ${bad} to ${to.id} (${commit.slice(0, 7)}); ${bad} is held`)
      return { outcome: 'rolled-back', environment: env, from: bad, release: to.id, commit }
    }
    const branch = `rollback/${env}/${to.id}`
    const { commit } = await propose(remoteOf(checkout, settings), branch, edit)
    const open = (await forge.listOpen(branch)).find((request) => request.branch === branch)
    const request = open ?? (await forge.openPullRequest(branch, `Roll ${env} back to ${to.id}`, `${env} runs ${bad}: ${reason}\n\nMerging this takes it back to **${to.id}** and holds ${bad}.`))
    await forge.setStatus(commit, 'jari/gates', 'success', 'a step back that ran before')
    say(`${open === undefined ? 'opened' : 'updated'} ${request.url}: merging it takes ${env} back to ${to.id}`)
    return { outcome: 'proposed', environment: env, from: bad, release: to.id, commit, pullRequest: request.url }
  },
})
