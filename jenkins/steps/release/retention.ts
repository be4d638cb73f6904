import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { environmentNames, releaseRunning } from '../gitops/environments.ts'
import { holdsAt } from '../gitops/holds.ts'
import { releaseFolder } from '../gitops/layout.ts'
import { type Release, releasesAt } from '../gitops/releases.ts'
import type { Outcome } from '../outcomes/outcome.ts'

/** What a branch of main does not say of which releases have to stay. */
export type Retention = {
  readonly outcomes: ReadonlyMap<string, readonly Outcome[]>
  /** Releases in an open promotion. */
  readonly open: readonly string[]
}

/** How many are kept whatever became of them, and how many that were Healthy in each environment. */
const newest = 30
const healthyEach = 5

/** Releases that stay: what any environment runs, the last that were Healthy in each, everything held or in an open promotion, and the newest. */
export function kept(releases: readonly Release[], running: readonly string[], held: readonly string[], { outcomes, open }: Retention): Set<string> {
  const healthy = new Map<string, string[]>()
  const newestFirst = [...outcomes.values()].flat().filter(({ outcome }) => outcome === 'healthy').toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))
  for (const { environment, release } of newestFirst) {
    const list = healthy.get(environment) ?? []
    if (!list.includes(release) && list.length < healthyEach) healthy.set(environment, [...list, release])
  }
  // what a kept one was cut from has to be there to be compared with
  const parents = (id: string) => releases.filter((release) => release.id === id).flatMap(({ hotfix, partial }) => [hotfix?.of, partial?.of, partial?.from].filter((one) => one !== undefined))
  const all = new Set([...running, ...held, ...open, ...[...healthy.values()].flat(), ...releases.slice(-newest).map(({ id }) => id)])
  for (const id of all) for (const parent of parents(id)) all.add(parent)
  return all
}

/** Removes the releases from a worktree that need not stay at `tip`, and answers their ids. */
export async function removeOld(worktree: string, tip: string, retention: Retention): Promise<string[]> {
  const releases = await releasesAt(worktree, tip)
  const running = await Promise.all((await environmentNames(worktree, tip)).map((environment) => releaseRunning(worktree, tip, environment)))
  const held = (await holdsAt(worktree, tip)).map(({ release }) => release)
  const staying = kept(releases, running, held, retention)
  const removed = releases.filter(({ id }) => !staying.has(id)).map(({ id }) => id)
  for (const id of removed) await rm(join(worktree, releaseFolder(id)), { recursive: true, force: true })
  return removed
}
