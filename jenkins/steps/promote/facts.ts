import { ArgoCD } from '../argocd/client.ts'
import { observe } from '../await-healthy/observation.ts'
import { missing } from '../await-healthy/verdict.ts'
import { isAncestor, lastChange } from '../git/read.ts'
import { environmentAt, releaseRunning } from '../gitops/environments.ts'
import { type Hold, holdsAt } from '../gitops/holds.ts'
import { linkOf } from '../gitops/layout.ts'
import { findRelease, type Release, releasesAt } from '../gitops/releases.ts'
import type { Stop } from '../gitops/route.ts'
import { Failure } from '../outcome.ts'
import type { Settings } from '../settings.ts'

/** What the gates decide by, read once. */
export type Facts = {
  readonly stop: Stop
  readonly release: Release
  /** The release that the environment runs now; undefined while it runs none. */
  readonly running: Release | undefined
  readonly holds: readonly Hold[]
  /** What the environment before is to run. */
  readonly runningBefore: string
  /** What keeps the environment before from being Healthy with this release; empty when it is. */
  readonly lackingBefore: readonly string[]
  /** Whether the release is contained in the one that runs: a step back. */
  readonly isOlder: boolean
}

/** Reads the facts about promoting `asked` (default: what the environment before runs) at `tip` of main. */
export async function factsAt(checkout: string, settings: Settings, tip: string, stop: Stop, asked: string | undefined): Promise<Facts> {
  if (stop.from === undefined) throw new Failure(`${stop.environment} gets its releases from "jari release", not by promotion`)
  const releases = await releasesAt(checkout, tip)
  const runningBefore = await releaseRunning(checkout, tip, stop.from)
  const release = findRelease(releases, asked ?? runningBefore)
  const runningId = await releaseRunning(checkout, tip, stop.environment)
  const running = releases.find(({ id }) => id === runningId)
  return {
    stop, release, running, runningBefore,
    holds: await holdsAt(checkout, tip),
    lackingBefore: runningBefore === release.id ? await lackingIn(checkout, settings, tip, stop.from, release.id) : [],
    isOlder: running !== undefined && running.id !== release.id && (await isAncestor(checkout, release.sourceCommit, running.sourceCommit)),
  }
}

async function lackingIn(checkout: string, settings: Settings, tip: string, environment: string, release: string): Promise<string[]> {
  const { application } = await environmentAt(checkout, tip, environment)
  const observation = await observe(new ArgoCD(settings), application, false)
  const commit = await lastChange(checkout, tip, linkOf(environment))
  const revisions = [observation.application.status?.sync?.revision, observation.application.status?.operationState?.syncResult?.revision]
  const contained = new Set<string>()
  for (const revision of revisions) if (revision !== undefined && commit !== undefined && (await isAncestor(checkout, commit, revision))) contained.add(revision)
  // a link that was moved always changes what is rendered
  return missing(observation, { release, contains: (revision) => revision !== undefined && contained.has(revision), changedSince: () => undefined })
}
