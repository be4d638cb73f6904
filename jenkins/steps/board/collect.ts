import { environmentNames } from '../gitops/environments.ts'
import { freezesAt } from '../gitops/freezes.ts'
import { type Hold, holdsAt } from '../gitops/holds.ts'
import { releasesAt } from '../gitops/releases.ts'
import { route } from '../gitops/route.ts'
import type { Outcome } from '../outcomes/outcome.ts'
import { type Commits, commitsOf } from './commits.ts'
import { type Move, movesOf } from './moves.ts'
import { type Row, rowOf } from './row.ts'
import { transitionsOf } from './transitions.ts'

/** What runs where, as git knows it. */
export type Board = {
  readonly at: string
  readonly commit: string
  readonly environments: readonly Row[]
  readonly releases: readonly { readonly id: string; readonly createdAt: string; readonly changes: number; readonly in: readonly string[] }[]
  readonly holds: readonly Hold[]
}

/** As many moves of an environment are told in any case, however long ago they were. */
const atLeast = 20

/**
 * Reads the whole board at `tip` from git alone. `days` is the time that figures count over. Whoever asks again and again keeps
 * `commits`, so that nothing is read twice.
 */
export async function boardAt(checkout: string, tip: string, outcomes: ReadonlyMap<string, readonly Outcome[]>, now: Date, days: number, commits: Commits = commitsOf(checkout)): Promise<Board> {
  const names = await environmentNames(checkout, tip)
  const stops = route.filter(({ environment }) => names.includes(environment))
  const since = new Date(now.getTime() - days * 86_400_000)
  const moves = new Map<string, Move[]>()
  // the whole history at once: all that follows is part of it
  await commits.between(tip, tip)
  for (const { environment } of stops) moves.set(environment, await movesOf(await transitionsOf(checkout, tip, environment, outcomes, { since, atLeast }), commits))
  const [holds, freezes, releases] = await Promise.all([holdsAt(checkout, tip), freezesAt(checkout, tip), releasesAt(checkout, tip)])
  const facts = { checkout, tip, commits, releases, holds, freezes, now, days }
  const rows = await Promise.all(stops.map(async ({ environment, from }) => await rowOf(environment, moves.get(environment) ?? [], from === undefined ? undefined : moves.get(from), facts)))
  return {
    at: now.toISOString(), commit: tip, environments: rows, holds,
    releases: releases.toReversed().slice(0, 15).map(({ id, createdAt, changes }) => ({ id, createdAt, changes: changes.length, in: rows.filter(({ release }) => release === id).map(({ environment }) => environment) })),
  }
}
