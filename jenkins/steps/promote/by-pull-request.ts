import { isAncestor } from '../git/read.ts'
import { openForge } from '../forge/open.ts'
import { ensurePullRequest, ensureStatus, type Forge, type PullRequest } from '../forge/port.ts'
import { gatesContext, statusOf } from '../gates/status.ts'
import type { GateRefusal } from '../gates/gates.ts'
import { migrationsBetween } from '../gates/schema.ts'
import { type Release, releasesAt } from '../gitops/releases.ts'
import { changesIn } from '../release/changelog.ts'
import type { Context } from '../step.ts'
import { verifyStatus } from '../verify/change.ts'
import { propose } from '../writer/propose.ts'
import { remoteOf } from '../writer/remote.ts'
import type { Promoted } from './by-writer.ts'
import { type Brought, type Differences, promotionEdit } from './edit.ts'
import { promotionText } from './text.ts'

/** The branch that a promotion's pull request is made from. */
export const promotionBranch = (environment: string, release: string) => `promote/${environment}/${release}`
export const releaseOfBranch = (branch: string) => branch.split('/').at(-1) ?? ''

/**
 * Opens the pull request that moves the environment, or brings the open one up to date, and closes those of releases that this one
 * contains. When an open one is of a release that contains this one, nothing is opened. `refused` are gates that only time can lift.
 */
export async function promoteByPullRequest(context: Context, environment: string, brought: Brought, running: Release | undefined, by: string, tip: string, refused: readonly GateRefusal[]): Promise<Promoted> {
  const { checkout, settings, say } = context
  const { release } = brought
  const forge = openForge(settings)
  const open = await forge.listOpen(promotionBranch(environment, ''))
  const releases = await releasesAt(checkout, tip)
  for (const request of open)
    if (await contains(checkout, releases.find(({ id }) => id === releaseOfBranch(request.branch)), release)) {
      say(`superseded by the open promotion of ${releaseOfBranch(request.branch)} (${request.url})`)
      return { outcome: 'superseded', pullRequest: request.url }
    }
  const branch = promotionBranch(environment, release.id)
  const differences: Differences = { added: [], removed: [], configuration: [] }
  const { outcome, commit } = await propose(remoteOf(checkout, settings), branch, promotionEdit(`propose-${environment}-${release.id}`, environment, brought, by, differences))
  if (outcome === 'nothing') {
    say(`${environment} is to run ${release.id} already`)
    return { outcome: 'nothing', commit }
  }
  const title = `Promote ${release.id} to ${environment}`
  const body = promotionText({ environment, release, running, ...(await contentsOf(checkout, running, release)), differences, by, refused })
  const existing = open.find((request) => request.branch === branch)
  if (existing !== undefined) await forge.describe(existing.number, title, body)
  const request = existing ?? (await ensurePullRequest(forge, branch, title, body))
  const { state, description } = statusOf(refused)
  await ensureStatus(forge, commit, gatesContext, state, description)
  await ensureStatus(forge, commit, verifyStatus, 'success', manifestsHold(environment, release.id))
  for (const older of open.filter(({ number }) => number !== request.number)) {
    const other = releases.find(({ id }) => id === releaseOfBranch(older.branch))
    if (release.partial === undefined && (other === undefined || (await contains(checkout, release, other)))) await closeSuperseded(forge, older, request.number, release.id)
  }
  say(`${existing === undefined ? 'opened' : 'updated'} ${request.url}: merging it moves ${environment} to ${release.id}${refused.length === 0 ? '' : `, not yet: ${refused.map(({ reason }) => reason).join('; ')}`}`)
  return { outcome: 'proposed', commit, pullRequest: request.url }
}

/** What the edit itself has checked: it renders and passes every rule, or there is no commit. */
export const manifestsHold = (environment: string, release: string) => `the manifests of ${environment} hold with ${release}`

/** The commits and migrations that an environment gets with a release. */
export async function contentsOf(checkout: string, running: Release | undefined, release: Release) {
  const range = running === undefined ? release.sourceCommit : `${running.sourceCommit}..${release.sourceCommit}`
  const changes = release.partial === undefined ? await changesIn(checkout, range, release.sourceCommit) : release.changes
  return { changes, migrations: await migrationsBetween(checkout, running, release) }
}

/** Whether `newer` is another release that contains `older`. */
export async function contains(checkout: string, newer: Release | undefined, older: Release): Promise<boolean> {
  return newer !== undefined && newer.id !== older.id && newer.partial === undefined && (await isAncestor(checkout, older.sourceCommit, newer.sourceCommit))
}

/** Closes a pull request that another one makes needless; its branch goes too, so that nobody merges it later. */
export async function closeSuperseded(forge: Forge, { number, branch }: PullRequest, by: number, release: string): Promise<void> {
  await forge.comment(number, `Superseded by #${by}, which promotes ${release}.`)
  await forge.close(number)
  await forge.deleteBranch(branch)
}
