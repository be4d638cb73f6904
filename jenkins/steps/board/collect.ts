import { git, tryGit } from '../git/git.ts'
import { commitOf } from '../git/read.ts'
import { environmentNames } from '../gitops/environments.ts'
import { freezesAt, frozenAt, inZone } from '../gitops/freezes.ts'
import { type Hold, holdsAt } from '../gitops/holds.ts'
import { noRelease } from '../gitops/layout.ts'
import { releasesAt } from '../gitops/releases.ts'
import { route } from '../gitops/route.ts'
import type { Outcome } from '../outcomes/outcome.ts'
import { type Figures, figuresOf } from './figures.ts'
import { type Transition, transitionsOf } from './transitions.ts'

/** One environment as git knows it. Times are ISO 8601. */
export type Row = {
  readonly environment: string
  readonly release: string
  readonly since: string | null
  readonly by: string | null
  readonly mergedBy: string | null
  /** When the newest commit in the release was made. */
  readonly changedAt: string | null
  /** What became of it, as noted last; null when nothing is noted. */
  readonly outcome: Outcome | null
  /** Commits of people on main that it has not. */
  readonly behindMain: number | null
  /** Commits that the environment before has and this one has not. */
  readonly behindBefore: number | null
  /** By service, the commit that its image was built from (or the digest's beginning). */
  readonly services: Readonly<Record<string, string>>
  readonly held: Hold | null
  readonly frozen: { readonly name: string; readonly until: string; readonly text: string } | null
  readonly history: readonly { readonly release: string; readonly at: string; readonly by: string; readonly mergedBy: string | null; readonly isRollback: boolean; readonly outcome: string | null }[]
}

export type Board = {
  readonly at: string
  readonly commit: string
  readonly environments: readonly Row[]
  readonly releases: readonly { readonly id: string; readonly createdAt: string; readonly changes: number; readonly in: readonly string[] }[]
  readonly holds: readonly Hold[]
  readonly dora: { readonly environment: string } & Figures
}

/** Reads the whole board at `tip` from git alone. `days` is the time that figures count over. */
export async function boardAt(checkout: string, tip: string, outcomes: ReadonlyMap<string, readonly Outcome[]>, now: Date, days: number): Promise<Board> {
  const names = await environmentNames(checkout, tip)
  const stops = route.filter(({ environment }) => names.includes(environment))
  const histories = new Map<string, Transition[]>()
  for (const { environment } of stops) histories.set(environment, await transitionsOf(checkout, tip, environment, outcomes, 200))
  const holds = await holdsAt(checkout, tip)
  const freezes = await freezesAt(checkout, tip)
  const rows: Row[] = []
  for (const { environment, from } of stops) {
    const history = histories.get(environment) ?? []
    const [current] = history
    const source = current?.contents?.sourceCommit
    const before = from === undefined ? undefined : histories.get(from)?.[0]?.contents?.sourceCommit
    const frozen = frozenAt(freezes, environment, current?.release ?? noRelease, now)
    rows.push({
      environment,
      release: current?.release ?? noRelease,
      since: current?.at.toISOString() ?? null,
      by: current?.by ?? null,
      mergedBy: current?.mergedBy ?? null,
      changedAt: source === undefined ? null : await timeOf(checkout, source),
      outcome: current?.outcomes.at(-1) ?? null,
      behindMain: await countBetween(checkout, source, tip),
      behindBefore: from === undefined ? null : await countBetween(checkout, source, before),
      services: Object.fromEntries(Object.entries(current?.contents?.images ?? {}).map(([name, { sourceCommit, digest }]) => [name, sourceCommit?.slice(0, 7) ?? digest.slice(7, 14)])),
      held: holds.find(({ release, environment: where }) => release === current?.release && (where === undefined || where === environment)) ?? null,
      frozen: frozen === undefined ? null : { name: frozen.name, until: frozen.until.toISOString(), text: inZone(frozen.until, frozen.timeZone) },
      history: history.slice(0, 10).map(({ release, at, by, mergedBy, isRollback, outcomes: noted }) => ({ release, at: at.toISOString(), by, mergedBy: mergedBy ?? null, isRollback, outcome: noted.at(-1)?.outcome ?? null })),
    })
  }
  const last = stops.at(-1)?.environment ?? ''
  const releases = (await releasesAt(checkout, tip)).toReversed().slice(0, 15)
  return {
    at: now.toISOString(), commit: tip, environments: rows, holds,
    releases: releases.map(({ id, createdAt, changes }) => ({ id, createdAt, changes: changes.length, in: rows.filter(({ release }) => release === id).map(({ environment }) => environment) })),
    dora: { environment: last, ...figuresOf(histories.get(last) ?? [], await commitTimes(checkout, histories.get(last) ?? []), now, days) },
  }
}

/** When the commits were made that each transition brought beyond the one before it. */
async function commitTimes(checkout: string, history: readonly Transition[]): Promise<Map<Transition, Date[]>> {
  const times = new Map<Transition, Date[]>()
  for (const [index, transition] of history.entries()) {
    const [source, before] = [transition.contents?.sourceCommit, history[index + 1]?.contents?.sourceCommit]
    // the first release brings the whole history: that says nothing about how long a change takes
    if (source === undefined || before === undefined) continue
    const log = await tryGit(checkout, ['log', '--no-merges', '--format=%aI%x02%ae', `${before}..${source}`])
    times.set(transition, log.stdout.split('\n').filter((line) => line !== '' && !line.endsWith('pipeline@jari.invalid')).map((line) => new Date(line.split('\x02')[0]!)))
  }
  return times
}

async function countBetween(checkout: string, from: string | undefined, to: string | undefined): Promise<number | null> {
  if (from === undefined || to === undefined || (await commitOf(checkout, from)) === undefined) return null
  const log = await git(checkout, ['log', '--no-merges', '--format=%ae', `${from}..${to}`])
  return log.split('\n').filter((email) => email !== '' && email !== 'pipeline@jari.invalid').length
}

async function timeOf(checkout: string, commit: string): Promise<string | null> {
  return (await commitOf(checkout, commit)) === undefined ? null : new Date((await git(checkout, ['log', '-1', '--format=%cI', commit])).trim()).toISOString()
}
