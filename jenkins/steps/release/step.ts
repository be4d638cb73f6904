import { installationAt } from '../gitops/environments.ts'
import { mainTip } from '../git/main.ts'
import { leave, take } from '../handoff.ts'
import { releasesAt } from '../gitops/releases.ts'
import { Failure } from '../outcome.ts'
import { defineStep } from '../step.ts'
import { write } from '../writer/writer.ts'
import { remoteOf } from '../writer/remote.ts'
import { changesIn, migrationsIn } from './changelog.ts'
import { covering, cutEdit, type CutResult } from './cut.ts'

export const step = defineStep({
  options: {},
  async run({ checkout, settings, say, now }) {
    const plan = await take(checkout, 'plan', 'plan')
    if (plan.nothing) {
      say('nothing to release')
      return { outcome: 'nothing' }
    }
    const images = await take(checkout, 'images', 'image')
    const releases = await releasesAt(checkout, await mainTip(checkout, settings))
    const from = releases.find(({ id }) => id === plan.baseRelease)?.sourceCommit
    const range = from === undefined ? plan.commit : `${from}..${plan.commit}`
    const result: Partial<CutResult> = {}
    const written = await write(remoteOf(checkout, settings), cutEdit(checkout, {
      sourceCommit: plan.commit,
      images,
      rebuilt: plan.services,
      changes: await changesIn(checkout, range, plan.commit),
      migrations: await migrationsIn(checkout, from, plan.commit),
      createdAt: new Date(now()).toISOString(),
      registry: (await installationAt(checkout, plan.commit)).registry,
    }, result))
    // An earlier attempt of this very edit had landed: what it made is at main's tip.
    const { outcome, id } = written.outcome === 'already' ? await landed(checkout, plan.commit, await mainTip(checkout, settings)) : (result as CutResult)
    await leave(checkout, 'release', outcome === 'superseded' ? { id, superseded: id } : { id })
    say(outcome === 'cut' ? `release ${id}, dev moves to it (${written.commit.slice(0, 7)})` : outcome === 'exists' ? `release ${id} is there already` : `superseded by ${id}, which contains this commit`)
    return { outcome, release: id, commit: written.commit }
  },
})

async function landed(checkout: string, commit: string, tip: string): Promise<CutResult> {
  const found = await covering(checkout, await releasesAt(checkout, tip), commit)
  if (found === undefined) throw new Failure(`the release of ${commit.slice(0, 7)} was made but is not on main any more`)
  return found
}
