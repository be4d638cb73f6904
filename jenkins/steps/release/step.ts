import { remoteBranches } from '../git/branches.ts'
import { installationAt, releaseRunning } from '../gitops/environments.ts'
import { holdOn, holdsAt } from '../gitops/holds.ts'
import { mainTip } from '../git/main.ts'
import { migrationsBetween } from '../gates/schema.ts'
import { leave, take } from '../handoff.ts'
import { releasesAt } from '../gitops/releases.ts'
import { Failure, Refusal } from '../outcome.ts'
import { outcomesOf } from '../outcomes/read.ts'
import type { Settings } from '../settings.ts'
import { defineStep } from '../step.ts'
import { contractsAt } from '../workspace/contracts.ts'
import { write } from '../writer/writer.ts'
import { remoteOf } from '../writer/remote.ts'
import { changesIn } from './changelog.ts'
import { checkReleases } from './check.ts'
import { covering, type Cut, cutEdit, type CutResult } from './cut.ts'
import type { Retention } from './retention.ts'

export const step = defineStep({
  options: { check: { type: 'boolean' }, release: { type: 'string' }, 'dry-run': { type: 'boolean' } },
  async run({ checkout, settings, say, now }, { check = false, release: only, 'dry-run': dryRun = false }) {
    const tip = await mainTip(checkout, settings)
    if (check) return await checked(checkout, tip, only, say)
    const plan = await take(checkout, 'plan', 'plan')
    if (plan.nothing) {
      say('nothing to release')
      return { outcome: 'nothing' }
    }
    const releases = await releasesAt(checkout, tip)
    const from = releases.find(({ id }) => id === plan.baseRelease)
    if (dryRun) {
      const found = await covering(checkout, releases, plan.commit)
      say(found === undefined ? `a release of ${plan.commit.slice(0, 7)} would be cut, and dev would move to it` : found.outcome === 'exists' ? `release ${found.id} is there already` : `superseded by ${found.id}, which contains this commit`)
      return { outcome: 'would-cut', ...found }
    }
    const images = await take(checkout, 'images', 'image')
    const range = from === undefined ? plan.commit : `${from.sourceCommit}..${plan.commit}`
    const cut: Cut = {
      sourceCommit: plan.commit,
      images,
      rebuilt: plan.services,
      changes: await changesIn(checkout, range, plan.commit),
      migrations: await migrationsBetween(checkout, from, { sourceCommit: plan.commit, images }),
      contracts: await contractsAt(checkout, plan.commit),
      createdAt: new Date(now()).toISOString(),
      registry: (await installationAt(checkout, plan.commit)).registry,
      retention: await retentionOf(checkout, settings),
    }
    const result: Partial<CutResult> = {}
    const written = await write(remoteOf(checkout, settings), cutEdit(checkout, cut, result))
    // An earlier attempt of this very edit had landed: what it made is at main's tip.
    const { outcome, id, removed = [] } = written.outcome === 'already' ? await landed(checkout, plan.commit, await mainTip(checkout, settings)) : (result as CutResult)
    await leave(checkout, 'release', outcome === 'superseded' ? { id, superseded: id } : { id })
    if (outcome === 'exists') await refuseIfTakenBack(checkout, await mainTip(checkout, settings), id)
    say(outcome === 'cut' ? `release ${id}, dev moves to it (${written.commit.slice(0, 7)})` : outcome === 'exists' ? `release ${id} is there already` : `superseded by ${id}, which contains this commit`)
    if (removed.length > 0) say(`old releases that nothing needs any more are removed: ${removed.join(', ')}`)
    return { outcome, release: id, commit: written.commit, removed }
  },
})

/** What main does not say of which releases have to stay. */
export async function retentionOf(checkout: string, settings: Settings): Promise<Retention> {
  const branches = await remoteBranches(checkout, settings.get('JARI_GIT_URL'), ['promote/*', 'rollback/*'])
  return { outcomes: await outcomesOf(checkout, settings), open: branches.map(({ name }) => name.split('/').at(-1) ?? '') }
}

/** A release that dev was taken back from is not brought again by doing its run again. */
async function refuseIfTakenBack(checkout: string, tip: string, id: string): Promise<void> {
  const hold = holdOn(await holdsAt(checkout, tip), id, 'dev')
  if (hold !== undefined && (await releaseRunning(checkout, tip, 'dev')) !== id) throw new Refusal(`${id} is not brought to dev again`, [`it is held since ${hold.at} by ${hold.by}: ${hold.reason} ("jari unhold --release ${id}" lets it go)`])
}

async function checked(checkout: string, tip: string, only: string | undefined, say: (line: string) => void) {
  const releases = await checkReleases(checkout, tip, only)
  if (only !== undefined && releases.length === 0) throw new Failure(`there is no release ${only}`)
  const wrong = releases.filter(({ faults }) => faults.length > 0)
  if (wrong.length > 0) throw new Failure(wrong.flatMap(({ release, faults }) => faults.map((fault) => `releases/${release}: ${fault}`)).join('\n'))
  say(`${releases.length} releases are byte for byte what their source commits and release.yaml say`)
  return { outcome: 'checked', releases }
}

async function landed(checkout: string, commit: string, tip: string): Promise<CutResult> {
  const found = await covering(checkout, await releasesAt(checkout, tip), commit)
  if (found === undefined) throw new Failure(`the release of ${commit.slice(0, 7)} was made but is not on main any more`)
  return found
}
