import { isAncestor } from '../git/read.ts'
import { openForge } from '../forge/open.ts'
import type { Forge, PullRequest } from '../forge/port.ts'
import { type Release, releasesAt } from '../gitops/releases.ts'
import { changesIn, migrationsIn } from '../release/changelog.ts'
import type { Context } from '../step.ts'
import { propose } from '../writer/propose.ts'
import { remoteOf } from '../writer/remote.ts'
import type { Promoted } from './by-writer.ts'
import { type Differences, promotionEdit } from './edit.ts'
import { promotionText } from './text.ts'

/** The branch that a promotion's pull request is made from. */
export const promotionBranch = (environment: string, release: string) => `promote/${environment}/${release}`
const releaseOf = (branch: string) => branch.split('/').at(-1) ?? ''

/**
 * Opens the pull request that moves the environment, or brings the open one up to date, and closes those of releases that this one
 * contains. When an open one is of a release that contains this one, nothing is opened.
 */
export async function promoteByPullRequest(context: Context, environment: string, release: Release, running: Release | undefined, by: string, tip: string): Promise<Promoted> {
  const { checkout, settings, say } = context
  const forge = openForge(settings)
  const open = await forge.listOpen(promotionBranch(environment, ''))
  const newer = await findNewer(checkout, tip, open, release)
  if (newer !== undefined) {
    say(`superseded by the open promotion of ${releaseOf(newer.branch)} (${newer.url})`)
    return { outcome: 'superseded', pullRequest: newer.url }
  }
  const branch = promotionBranch(environment, release.id)
  const differences: Differences = { added: [], removed: [], configuration: [] }
  const { outcome, commit } = await propose(remoteOf(checkout, settings), branch, promotionEdit(`propose-${environment}-${release.id}`, environment, release, by, differences))
  if (outcome === 'nothing') {
    say(`${environment} is to run ${release.id} already`)
    return { outcome: 'nothing', commit }
  }
  const range = running === undefined ? release.sourceCommit : `${running.sourceCommit}..${release.sourceCommit}`
  const changes = await changesIn(checkout, range, release.sourceCommit)
  const migrations = await migrationsIn(checkout, running?.sourceCommit, release.sourceCommit)
  const title = `Promote ${release.id} to ${environment}`
  const body = promotionText({ environment, release, running, changes, migrations, differences, by })
  const existing = open.find((request) => request.branch === branch)
  if (existing !== undefined) await forge.describe(existing.number, title, body)
  const request = existing ?? (await forge.openPullRequest(branch, title, body))
  await forge.setStatus(commit, 'jari/gates', 'success', 'every gate agrees')
  await closeSuperseded(forge, open, request, release)
  say(`${existing === undefined ? 'opened' : 'updated'} ${request.url}: merging it moves ${environment} to ${release.id}`)
  return { outcome: 'proposed', commit, pullRequest: request.url }
}

async function findNewer(checkout: string, tip: string, open: readonly PullRequest[], release: Release): Promise<PullRequest | undefined> {
  const releases = await releasesAt(checkout, tip)
  for (const request of open) {
    const other = releases.find(({ id }) => id === releaseOf(request.branch))
    if (other !== undefined && other.id !== release.id && (await isAncestor(checkout, release.sourceCommit, other.sourceCommit))) return request
  }
  return undefined
}

async function closeSuperseded(forge: Forge, open: readonly PullRequest[], by: PullRequest, release: Release): Promise<void> {
  for (const request of open.filter(({ number }) => number !== by.number)) {
    await forge.comment(request.number, `Superseded by #${by.number}, which promotes ${release.id}.`)
    await forge.close(request.number)
  }
}
