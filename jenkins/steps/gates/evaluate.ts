import { openForge } from '../forge/open.ts'
import { ensureStatus, type Forge, type PullRequest } from '../forge/port.ts'
import { changedSinceMain } from '../git/pull.ts'
import { mainTip } from '../git/main.ts'
import { isMachineWritten, linkOf, renderedFolder } from '../gitops/layout.ts'
import { numberOf, type Release, releasesAt } from '../gitops/releases.ts'
import { route, type Stop } from '../gitops/route.ts'
import { Failure, Refusal } from '../outcome.ts'
import { closeSuperseded, contains, contentsOf, manifestsHold, releaseOfBranch } from '../promote/by-pull-request.ts'
import { type Brought, type Differences, promotionEdit } from '../promote/edit.ts'
import { openPartial } from '../promote/partial.ts'
import { promotionText } from '../promote/text.ts'
import type { Context } from '../step.ts'
import { verifyStatus } from '../verify/change.ts'
import { propose } from '../writer/propose.ts'
import { remoteOf } from '../writer/remote.ts'
import { factsAbout } from './facts.ts'
import { type GateRefusal, refusals } from './gates.ts'
import { gatesContext, statusOf } from './status.ts'

export type Evaluated = {
  readonly number: number
  readonly branch: string
  readonly environment?: string
  readonly release?: string
  readonly state: 'success' | 'pending' | 'failure' | 'superseded'
  readonly description: string
  readonly refusals?: readonly GateRefusal[]
}

/**
 * Asks the gates about every open pull request to main and sets the status that main requires: of a promotion what they say now, of any
 * other that it is none. With `dryRun` nothing is set, closed or pushed.
 */
export async function evaluateOpen(context: Context, dryRun: boolean): Promise<Evaluated[]> {
  const { checkout, settings } = context
  const forge = openForge(settings)
  const tip = await mainTip(checkout, settings)
  const open = await forge.listOpen('')
  const evaluated: Evaluated[] = []
  for (const request of open) {
    const stop = route.find(({ environment, byPullRequest }) => byPullRequest && request.branch.startsWith(`promote/${environment}/`))
    evaluated.push(stop === undefined ? await evaluateOther(context, forge, request, dryRun) : await evaluatePromotion(context, forge, tip, stop, request, open, dryRun))
  }
  return evaluated
}

async function evaluatePromotion(context: Context, forge: Forge, tip: string, stop: Stop, request: PullRequest, open: readonly PullRequest[], dryRun: boolean): Promise<Evaluated> {
  const { checkout, settings } = context
  const { environment } = stop
  const { number, branch } = request
  const releases = await releasesAt(checkout, tip)
  const brought = await broughtBy(context, environment, branch, releases)
  const common = { number, branch, environment, release: releaseOfBranch(branch) }
  if (brought === undefined) return await settle(forge, request, { ...common, state: 'failure', description: `there is no release ${common.release}: this is no promotion of "jari promote"` }, dryRun)
  const newer = await firstContaining(checkout, releases, open, request, brought.release)
  if (newer !== undefined) {
    if (!dryRun) await closeSuperseded(forge, request, newer.number, releaseOfBranch(newer.branch))
    return { ...common, state: 'superseded', description: `superseded by #${newer.number}` }
  }
  const facts = await factsAbout({ checkout, settings, tip, stop, now: new Date(context.now()) }, brought.release)
  let refused = refusals(facts)
  let head = request.commit
  if (!dryRun) {
    const differences: Differences = { added: [], removed: [], configuration: [] }
    try {
      // what a merge would give is made anew, so whatever else was pushed to the branch is out of it before it gets a green status
      const { commit, outcome } = await propose(remoteOf(checkout, settings), branch, promotionEdit(`propose-${environment}-${brought.release.id}`, environment, brought, request.author, differences))
      if (outcome !== 'nothing') {
        head = commit
        await ensureStatus(forge, commit, verifyStatus, 'success', manifestsHold(environment, brought.release.id))
      }
      const body = promotionText({ environment, release: brought.release, running: facts.running, ...(await contentsOf(checkout, facts.running, brought.release)), differences, by: request.author, refused })
      if (body !== request.body) await forge.describe(number, request.title, body)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (refused.length === 0) refused = error.reasons.map((reason) => ({ gate: 'git', waits: false, reason }))
    }
  }
  const { state, description } = statusOf(refused)
  return await settle(forge, { ...request, commit: head }, { ...common, state, description, refusals: refused }, dryRun)
}

/** A pull request that promotes nothing must not move an environment, or touch what machines write there. */
async function evaluateOther({ checkout, settings }: Context, forge: Forge, request: PullRequest, dryRun: boolean): Promise<Evaluated> {
  const files = await changedSinceMain(checkout, settings.get('JARI_GIT_URL'), request.number, request.commit)
  const common = { number: request.number, branch: request.branch }
  const back = route.find(({ environment, byPullRequest }) => byPullRequest && request.branch.startsWith(`rollback/${environment}/`))
  if (back !== undefined) {
    const mine = (file: string) => file === linkOf(back.environment) || file.startsWith(`${renderedFolder(back.environment)}/`) || file === 'gitops/holds.yaml'
    const strange = files.filter((file) => !mine(file))
    const release = releaseOfBranch(request.branch)
    return await settle(forge, request, strange.length === 0
      ? { ...common, environment: back.environment, release, state: 'success', description: 'a step back that ran before' }
      : { ...common, environment: back.environment, release, state: 'failure', description: `a step back changes nothing else, but this changes ${strange[0]}` }, dryRun)
  }
  // who changes an overlay commits what it renders to; links, what the sync view says of them, releases and holds are the pipeline's
  const machine = files.filter((file) => isMachineWritten(file) && (!file.startsWith('gitops/rendered/') || file.endsWith('/running.json')))
  return await settle(forge, request, machine.length === 0
    ? { ...common, state: 'success', description: 'not a promotion' }
    : { ...common, state: 'failure', description: `${machine[0]} is written by the pipeline only: use "npx jari promote", "rollback" or "hold"` }, dryRun)
}

async function settle(forge: Forge, { commit }: PullRequest, evaluated: Evaluated, dryRun: boolean): Promise<Evaluated> {
  if (!dryRun && evaluated.state !== 'superseded') await ensureStatus(forge, commit, gatesContext, evaluated.state, evaluated.description)
  return evaluated
}

/** The release that a promotion's branch is named for: on main, or cut for one service and only in the branch. */
async function broughtBy(context: Context, environment: string, branch: string, releases: readonly Release[]): Promise<Brought | undefined> {
  const id = releaseOfBranch(branch)
  const release = releases.find((one) => one.id === id)
  if (release !== undefined) return { release }
  if (numberOf(id).fix === undefined) return undefined
  try {
    return await openPartial(context, environment, id)
  } catch (error) {
    // what runs there, or what it takes services from, is another one now: it is no such release any more
    if (error instanceof Failure) return undefined
    throw error
  }
}

async function firstContaining(checkout: string, releases: readonly Release[], open: readonly PullRequest[], request: PullRequest, release: Release): Promise<PullRequest | undefined> {
  const prefix = request.branch.slice(0, request.branch.lastIndexOf('/') + 1)
  for (const other of open.filter(({ number, branch }) => number !== request.number && branch.startsWith(prefix)))
    if (await contains(checkout, releases.find(({ id }) => id === releaseOfBranch(other.branch)), release)) return other
  return undefined
}
