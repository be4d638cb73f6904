import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { holdsAt, withoutHold } from '../gitops/holds.ts'
import { mainTip } from '../git/main.ts'
import { holdsFile } from '../gitops/layout.ts'
import { findRelease, releasesAt } from '../gitops/releases.ts'
import { holdsText } from '../hold/edit.ts'
import { Usage } from '../outcome.ts'
import { defineStep } from '../step.ts'
import { remoteOf } from '../writer/remote.ts'
import { write } from '../writer/writer.ts'

export const step = defineStep({
  options: { release: { type: 'string' }, env: { type: 'string' } },
  async run({ checkout, settings, say }, { release: asked, env }) {
    if (asked === undefined) throw new Usage('--release is missing: which release to let go')
    const tip = await mainTip(checkout, settings)
    const held = (await holdsAt(checkout, tip)).find(({ release }) => release === asked)
    const release = held?.release ?? findRelease(await releasesAt(checkout, tip), asked).id
    const { outcome, commit } = await write(remoteOf(checkout, settings), {
      id: `unhold-${release}-${env ?? 'all'}-${tip.slice(0, 12)}`,
      base: tip,
      apply: async (worktree) => {
        const before = await holdsText(worktree)
        if (before === undefined) return undefined
        const after = withoutHold(before, release, env)
        if (after === before) return undefined
        await writeFile(join(worktree, holdsFile), after)
        return { subject: `Let ${release} go`, trailers: { 'Jari-Release': release, ...(env === undefined ? {} : { 'Jari-Environment': env }) } }
      },
    })
    say(outcome === 'nothing' ? `${release} is not held` : `${release} may be promoted again`)
    return { outcome, commit, release }
  },
})
