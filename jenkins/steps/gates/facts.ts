import { ArgoCD } from '../argocd/client.ts'
import { observe } from '../await-healthy/observation.ts'
import { missing } from '../await-healthy/verdict.ts'
import { isAncestor, lastChange } from '../git/read.ts'
import { parseDuration } from '../gitops/duration.ts'
import { environmentAt, installationAt, releaseRunning } from '../gitops/environments.ts'
import { freezesAt, type Frozen, frozenAt } from '../gitops/freezes.ts'
import { type Hold, holdsAt } from '../gitops/holds.ts'
import { linkOf } from '../gitops/layout.ts'
import { findRelease, type Release, releasesAt } from '../gitops/releases.ts'
import type { Stop } from '../gitops/route.ts'
import { Failure } from '../outcome.ts'
import { healthySince, outcomesOf } from '../outcomes/read.ts'
import type { Settings } from '../settings.ts'
import { supplyFaults } from '../supply/faults.ts'
import { misfits } from '../workspace/contracts.ts'
import { missingFixes } from './fixes.ts'
import { contractRefusals } from './schema.ts'

/** What the gates decide by, read once. */
export type Facts = {
  readonly stop: Stop
  readonly release: Release
  /** The release that the environment runs now; undefined while it runs none. */
  readonly running: Release | undefined
  readonly holds: readonly Hold[]
  readonly before: Before
  readonly now: Date
  /** Milliseconds that it must have been Healthy in the environment before. */
  readonly soak: number
  readonly frozen: Frozen | undefined
  /** Whether the release is contained in the one that runs: a step back. */
  readonly isOlder: boolean
  /** Fixes that the environment runs and that the release lacks. */
  readonly missingFixes: readonly string[]
  /** Contract migrations for which the environment runs too old a release. */
  readonly migrations: readonly string[]
  /** Services that do not fit together in it. */
  readonly misfits: readonly string[]
  /** Images without a signature of ours or a bill of materials that fits; not looked at where the environment does not ask for it. */
  readonly unsigned: readonly string[]
}

/** How the release fares in the environment before. */
export type Before = {
  /** What that is to run. */
  readonly runs: string
  /** Of a release for one service: the one whose images it takes; it is that one which has to be Healthy. */
  readonly asked: string
  /** What keeps it from being Healthy there now; not asked when that runs another release. */
  readonly lacking: readonly string[]
  /** Since when it is known to be Healthy there. */
  readonly since: Date | undefined
}

export type Asked = {
  readonly checkout: string
  readonly settings: Settings
  /** Main's newest commit. */
  readonly tip: string
  readonly stop: Stop
  readonly now: Date
}

/** The release that a promotion is about: the one asked for, else what the environment before is to run. */
export async function releaseFor({ checkout, tip, stop }: Pick<Asked, 'checkout' | 'tip' | 'stop'>, asked: string | undefined): Promise<Release> {
  if (stop.from === undefined) throw new Failure(`${stop.environment} gets its releases from "jari release", not by promotion`)
  return findRelease(await releasesAt(checkout, tip), asked ?? (await releaseRunning(checkout, tip, stop.from)))
}

/** Reads the facts about bringing `release` to an environment; it need not be on main yet. */
export async function factsAbout({ checkout, settings, tip, stop, now }: Asked, release: Release): Promise<Facts> {
  const { environment, from } = stop
  if (from === undefined) throw new Failure(`${environment} gets its releases from "jari release", not by promotion`)
  const releases = await releasesAt(checkout, tip)
  const runningId = await releaseRunning(checkout, tip, environment)
  const running = releases.find(({ id }) => id === runningId)
  const runs = await releaseRunning(checkout, tip, from)
  const data = await environmentAt(checkout, tip, environment)
  const asked = release.partial?.from ?? release.id
  return {
    stop, release, running, now,
    holds: await holdsAt(checkout, tip),
    before: {
      runs, asked,
      lacking: runs === asked ? await lackingIn(checkout, settings, tip, from, asked) : [],
      since: healthySince(await outcomesOf(checkout, settings), from, asked),
    },
    soak: parseDuration(data.soak),
    frozen: frozenAt(await freezesAt(checkout, tip), environment, release.id, now),
    isOlder: release.partial === undefined && running !== undefined && running.id !== release.id && (await isAncestor(checkout, release.sourceCommit, running.sourceCommit)),
    missingFixes: running === undefined ? [] : await missingFixes(checkout, running, release),
    migrations: running === undefined ? [] : await contractRefusals(checkout, releases, running, release, environment),
    misfits: misfits(release.contracts ?? {}),
    unsigned: data.signatures ? await supplyFaults(checkout, release, settings.optional('JARI_REGISTRY') ?? (await installationAt(checkout, tip)).registry, settings.get('JARI_SIGNING_PUBLIC_KEY')) : [],
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
