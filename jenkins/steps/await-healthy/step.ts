import { ArgoCD } from '../argocd/client.ts'
import { mainTip } from '../git/main.ts'
import { environmentAt } from '../gitops/environments.ts'
import { findRelease, releasesAt } from '../gitops/releases.ts'
import { Failure, Usage } from '../outcome.ts'
import { watched } from '../outcomes/watched.ts'
import { defineStep } from '../step.ts'
import { changedWith, followed, goalAt } from './goal.ts'
import { waitUntilHealthy } from './wait.ts'

export const step = defineStep({
  options: { env: { type: 'string' }, release: { type: 'string' }, timeout: { type: 'string' } },
  async run(context, { env, release: asked, timeout = '600' }) {
    if (env === undefined) throw new Usage('--env is missing: which environment to wait for')
    const limit = Number(timeout) * 1_000
    if (!(limit > 0)) throw new Usage(`--timeout must be a number of seconds, not "${timeout}"`)
    const { checkout, settings, say, now } = context
    const argo = new ArgoCD(settings)
    const began = now()
    const tip = await mainTip(checkout, settings)
    const { application } = await environmentAt(checkout, tip, env)
    const goal = await goalAt(checkout, tip, env)
    if (asked !== undefined) {
      const wanted = findRelease(await releasesAt(checkout, tip), asked).id
      if (wanted !== goal.release) throw new Failure(`${env} is to run ${goal.release}, not ${wanted}: promote it first`)
    }
    say(`${env}: waiting for ${goal.release} (${goal.commit.slice(0, 7)})`)
    const wanted = followed(checkout, settings, env, goal, asked !== undefined, say)
    const { release } = await watched(context, 'await-healthy', env, async () => {
      await waitUntilHealthy(context, argo, { environment: env, application, limit, wanted, changedWith: (commit) => changedWith(checkout, env, commit) })
      return await wanted(undefined)
    })
    const seconds = (now() - began) / 1_000
    say(`${env}: ${release} is Healthy (${seconds.toFixed(1)} s)`)
    return { environment: env, release, health: 'Healthy', seconds }
  },
})
