import { openForge } from '../forge/open.ts'
import { factsAbout, releaseFor } from '../gates/facts.ts'
import { type GateRefusal, refusals } from '../gates/gates.ts'
import { mainTip } from '../git/main.ts'
import { lastChange } from '../git/read.ts'
import { linkOf, noRelease } from '../gitops/layout.ts'
import { releaseRunning } from '../gitops/environments.ts'
import { route, stopAt } from '../gitops/route.ts'
import { notify } from '../notify/notify.ts'
import { Failure, Refusal, Usage } from '../outcome.ts'
import { defineStep } from '../step.ts'
import { promoteByPullRequest } from './by-pull-request.ts'
import { type Promoted, promoteByWriter } from './by-writer.ts'
import { partialRelease } from './partial.ts'

export const step = defineStep({
  options: { to: { type: 'string' }, release: { type: 'string' }, only: { type: 'string', multiple: true }, ahead: { type: 'boolean' }, 'dry-run': { type: 'boolean' } },
  async run(context, { to, release: asked, only = [], ahead = false, 'dry-run': dryRun = false }) {
    const { checkout, settings, say } = context
    const stop = to === undefined ? undefined : stopAt(to)
    if (stop?.from === undefined) throw new Usage(`--to ${to === undefined ? 'is missing' : `"${to}" is not possible`}: one of ${route.filter(({ from }) => from !== undefined).map(({ environment }) => environment).join(', ')}`)
    const { environment } = stop
    const tip = await mainTip(checkout, settings)
    if (asked === undefined && (await releaseRunning(checkout, tip, stop.from)) === noRelease) throw new Failure(`${stop.from} runs no release yet: there is nothing to promote to ${environment}`)
    const whole = await releaseFor({ checkout, tip, stop }, asked)
    const brought = only.length === 0 ? { release: whole } : await partialRelease(context, environment, whole, only.flatMap((names) => names.split(',')))
    const { release } = brought
    const facts = await factsAbout({ checkout, settings, tip, stop, now: new Date(context.now()) }, release)
    const { running } = facts
    const result = (promoted: Promoted | { outcome: 'would-promote' }, refused: readonly GateRefusal[] = []) => ({ environment, release: release.id, from: running?.id ?? null, refusals: refused, ...promoted })
    if (running?.id === release.id) {
      say(`${environment} is to run ${release.id} already`)
      return result({ outcome: 'nothing' })
    }
    const refused = refusals(facts)
    const isWaiting = ahead && stop.byPullRequest && refused.every(({ waits }) => waits)
    if (refused.length > 0 && !isWaiting) throw new Refusal(`${release.id} is not promoted to ${environment}`, refused.map(({ reason }) => reason))
    if (dryRun) {
      say(`${environment} would move from ${running?.id ?? noRelease} to ${release.id}${stop.byPullRequest ? ', by a pull request' : ''}; ${refused.length === 0 ? 'every gate agrees' : refused.map(({ reason }) => reason).join('; ')}`)
      return result({ outcome: 'would-promote' }, refused)
    }
    const by = await openForge(settings).user()
    const since = (await lastChange(checkout, tip, linkOf(environment))) ?? tip
    const promoted = stop.byPullRequest ? await promoteByPullRequest(context, environment, brought, running, by, tip, refused) : await promoteByWriter(context, environment, brought, by, since)
    if (promoted.outcome === 'promoted' || promoted.outcome === 'proposed')
      await notify(context, { event: promoted.outcome, environment, release: release.id, from: running?.id ?? null, by, text: promoted.outcome === 'proposed' ? `${release.id} waits for approval to ${environment}` : `${environment} moves to ${release.id}`, ...(promoted.pullRequest === undefined ? {} : { url: promoted.pullRequest }) })
    return result(promoted, refused)
  },
})
