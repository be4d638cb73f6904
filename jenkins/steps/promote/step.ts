import { openForge } from '../forge/open.ts'
import { mainTip } from '../git/main.ts'
import { lastChange } from '../git/read.ts'
import { linkOf, noRelease } from '../gitops/layout.ts'
import { releaseRunning } from '../gitops/environments.ts'
import { route, stopAt } from '../gitops/route.ts'
import { Failure, Refusal, Usage } from '../outcome.ts'
import { defineStep } from '../step.ts'
import { promoteByPullRequest } from './by-pull-request.ts'
import { type Promoted, promoteByWriter } from './by-writer.ts'
import { factsAt } from './facts.ts'
import { refusals } from './gates.ts'

export const step = defineStep({
  options: { to: { type: 'string' }, release: { type: 'string' }, 'dry-run': { type: 'boolean' } },
  async run(context, { to, release: asked, 'dry-run': dryRun = false }) {
    const { checkout, settings, say } = context
    const stop = to === undefined ? undefined : stopAt(to)
    if (stop?.from === undefined) throw new Usage(`--to ${to === undefined ? 'is missing' : `"${to}" is not possible`}: one of ${route.filter(({ from }) => from !== undefined).map(({ environment }) => environment).join(', ')}`)
    const { environment } = stop
    const tip = await mainTip(checkout, settings)
    if (asked === undefined && (await releaseRunning(checkout, tip, stop.from)) === noRelease) throw new Failure(`${stop.from} runs no release yet: there is nothing to promote to ${environment}`)
    const facts = await factsAt(checkout, settings, tip, stop, asked)
    const { release, running } = facts
    const result = (promoted: Promoted | { outcome: 'would-promote' }) => ({ environment, release: release.id, from: running?.id ?? null, ...promoted })
    if (running?.id === release.id) {
      say(`${environment} is to run ${release.id} already`)
      return result({ outcome: 'nothing' })
    }
    const reasons = refusals(facts)
    if (reasons.length > 0) throw new Refusal(`${release.id} is not promoted to ${environment}`, reasons)
    if (dryRun) {
      say(`${environment} would move from ${running?.id ?? noRelease} to ${release.id}${stop.byPullRequest ? ', by a pull request' : ''}; every gate agrees`)
      return result({ outcome: 'would-promote' })
    }
    const by = await openForge(settings).user()
    if (stop.byPullRequest) return result(await promoteByPullRequest(context, environment, release, running, by, tip))
    const since = (await lastChange(checkout, tip, linkOf(environment))) ?? tip
    return result(await promoteByWriter(context, environment, release, by, since))
  },
})
