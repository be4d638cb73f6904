import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { holdsAt, withoutHold } from '../gitops/holds.ts'
import { openForge } from '../forge/open.ts'
import { mainTip } from '../git/main.ts'
import { holdsFile } from '../gitops/layout.ts'
import { findRelease, releasesAt } from '../gitops/releases.ts'
import { refreshGates } from '../gates/refresh.ts'
import { holdsText } from '../hold/edit.ts'
import { notify } from '../notify/notify.ts'
import { Usage } from '../outcome.ts'
import { defineStep } from '../step.ts'
import { remoteOf } from '../writer/remote.ts'
import { write } from '../writer/writer.ts'

export const step = defineStep({
  options: { release: { type: 'string' }, env: { type: 'string' }, 'dry-run': { type: 'boolean' } },
  async run(context, { release: asked, env, 'dry-run': dryRun = false }) {
    const { checkout, settings, say } = context
    if (asked === undefined) throw new Usage('--release is missing: which release to let go')
    const tip = await mainTip(checkout, settings)
    const held = (await holdsAt(checkout, tip)).find(({ release }) => release === asked)
    const release = held?.release ?? findRelease(await releasesAt(checkout, tip), asked).id
    if (dryRun) {
      say(held === undefined ? `${release} is not held` : `${release} would be let go`)
      return { outcome: held === undefined ? 'nothing' : 'would-let-go', release }
    }
    const by = await openForge(settings).user()
    const { outcome, commit } = await write(remoteOf(checkout, settings), {
      id: `unhold-${release}-${env ?? 'all'}-${tip.slice(0, 12)}`,
      base: tip,
      apply: async (worktree) => {
        const before = await holdsText(worktree)
        if (before === undefined) return undefined
        const after = withoutHold(before, release, env)
        if (after === before) return undefined
        await writeFile(join(worktree, holdsFile), after)
        return { subject: `Let ${release} go`, trailers: { 'Jari-Release': release, ...(env === undefined ? {} : { 'Jari-Environment': env }), 'Jari-Promoted-By': by } }
      },
    })
    say(outcome === 'nothing' ? `${release} is not held` : `${release} may be promoted again`)
    if (outcome === 'written') {
      await notify(context, { event: 'let-go', environment: env ?? null, release, from: null, by, text: `${release} may be promoted again` })
      await refreshGates(context)
    }
    return { outcome, commit, release }
  },
})
