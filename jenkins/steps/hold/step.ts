import { mainTip } from '../git/main.ts'
import { openForge } from '../forge/open.ts'
import { findRelease, releasesAt } from '../gitops/releases.ts'
import { route } from '../gitops/route.ts'
import { Usage } from '../outcome.ts'
import { defineStep } from '../step.ts'
import { remoteOf } from '../writer/remote.ts'
import { write } from '../writer/writer.ts'
import { holdEdit } from './edit.ts'

export const step = defineStep({
  options: { release: { type: 'string' }, reason: { type: 'string' }, env: { type: 'string' } },
  async run({ checkout, settings, say, now }, { release: asked, reason, env }) {
    if (asked === undefined) throw new Usage('--release is missing: which release to hold')
    if (reason === undefined || reason.trim() === '') throw new Usage('--reason is missing: whoever meets the hold will ask why')
    if (env !== undefined && !route.some(({ environment }) => environment === env)) throw new Usage(`there is no environment "${env}"`)
    const { id } = findRelease(await releasesAt(checkout, await mainTip(checkout, settings)), asked)
    const hold = { release: id, ...(env === undefined ? {} : { environment: env }), reason: reason.trim(), by: await openForge(settings).user(), at: new Date(now()).toISOString() }
    const { outcome, commit } = await write(remoteOf(checkout, settings), holdEdit(hold))
    say(outcome === 'nothing' ? `${id} is held already` : `${id} is held: it is promoted to ${env ?? 'no environment'}${env === undefined ? '' : ' no more'} until "jari unhold --release ${id}"`)
    return { outcome, commit, hold }
  },
})
