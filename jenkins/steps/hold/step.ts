import { mainTip } from '../git/main.ts'
import { openForge } from '../forge/open.ts'
import { refreshGates } from '../gates/refresh.ts'
import { findRelease, releasesAt } from '../gitops/releases.ts'
import { route } from '../gitops/route.ts'
import { notify } from '../notify/notify.ts'
import { Usage } from '../outcome.ts'
import { defineStep } from '../step.ts'
import { remoteOf } from '../writer/remote.ts'
import { write } from '../writer/writer.ts'
import { holdEdit } from './edit.ts'

export const step = defineStep({
  options: { release: { type: 'string' }, reason: { type: 'string' }, env: { type: 'string' }, 'dry-run': { type: 'boolean' } },
  async run(context, { release: asked, reason, env, 'dry-run': dryRun = false }) {
    const { checkout, settings, say, now } = context
    if (asked === undefined) throw new Usage('--release is missing: which release to hold')
    if (reason === undefined || reason.trim() === '') throw new Usage('--reason is missing: whoever meets the hold will ask why')
    if (env !== undefined && !route.some(({ environment }) => environment === env)) throw new Usage(`there is no environment "${env}"`)
    const { id } = findRelease(await releasesAt(checkout, await mainTip(checkout, settings)), asked)
    const hold = { release: id, ...(env === undefined ? {} : { environment: env }), reason: reason.trim(), by: await openForge(settings).user(), at: new Date(now()).toISOString() }
    if (dryRun) {
      say(`${id} would be held`)
      return { outcome: 'would-hold', hold }
    }
    const { outcome, commit } = await write(remoteOf(checkout, settings), holdEdit(hold))
    say(outcome === 'nothing' ? `${id} is held already` : `${id} is held: it is promoted to ${env ?? 'no environment'}${env === undefined ? '' : ' no more'} until "jari unhold --release ${id}"`)
    if (outcome === 'written') {
      await notify(context, { event: 'held', environment: env ?? null, release: id, from: null, by: hold.by, text: `${id} is held${env === undefined ? '' : ` for ${env}`}: ${hold.reason}` })
      await refreshGates(context)
    }
    return { outcome, commit, hold }
  },
})
