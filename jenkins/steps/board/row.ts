import { tryGit } from '../git/git.ts'
import type { Commit } from '../git/read.ts'
import { type ComingFreeze, type Freeze, type Frozen, frozenAt, inZone, nextFreeze } from '../gitops/freezes.ts'
import { type Hold, holdOn } from '../gitops/holds.ts'
import { noRelease } from '../gitops/layout.ts'
import type { Release } from '../gitops/releases.ts'
import type { Outcome } from '../outcomes/outcome.ts'
import type { Commits } from './commits.ts'
import { type Figures, figuresOf } from './figures.ts'
import type { Move } from './moves.ts'

/** A time in which nothing is promoted there; `text` and `fromText` are `until` and `from` in the freeze's own time zone. */
export type FreezeShown = { readonly name: string; readonly reason: string | null; readonly until: string; readonly text: string }

/** One time that the environment was moved, as it is told. */
export type Past = {
  readonly release: string
  readonly commit: string
  readonly at: string
  readonly by: string
  readonly mergedBy: string | null
  readonly isRollback: boolean
  readonly outcome: 'healthy' | 'failed' | null
  /** Why it failed, if it did. */
  readonly cause: string | null
  /** What people had changed that the environment did not have before. */
  readonly commits: readonly Commit[]
  /** How many changes a step back took away. */
  readonly takenBack: number
}

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
  /** Those commits, at most 50: of the environment before, or of main where there is none before. */
  readonly lacks: readonly Commit[]
  /** By service, the commit that its image was built from (or the digest's beginning). */
  readonly services: Readonly<Record<string, string>>
  readonly held: Hold | null
  readonly frozen: FreezeShown | null
  readonly nextFreeze: (FreezeShown & { readonly from: string; readonly fromText: string }) | null
  /** The releases that it ran before, that are still there and not held, newest first: where "jari rollback" may go. */
  readonly backTo: readonly string[]
  readonly history: readonly Past[]
  readonly dora: Figures
}

/** What rows are made of, read once for all environments. */
export type Facts = {
  readonly checkout: string
  /** Main's newest commit. */
  readonly tip: string
  readonly commits: Commits
  readonly releases: readonly Release[]
  readonly holds: readonly Hold[]
  readonly freezes: readonly Freeze[]
  readonly now: Date
  readonly days: number
}

/** Puts together what is told of an environment. `before` are the moves of the environment that releases come from, if there is one. */
export async function rowOf(environment: string, moves: readonly Move[], before: readonly Move[] | undefined, facts: Facts): Promise<Row> {
  const { checkout, tip, commits, releases, holds, freezes, now, days } = facts
  const [current] = moves
  const release = current?.release ?? noRelease
  const source = current?.contents?.sourceCommit
  const sourceBefore = before?.[0]?.contents?.sourceCommit
  const [onMain, onBefore] = await Promise.all([between(commits, source, tip), between(commits, source, sourceBefore)])
  const frozen = frozenAt(freezes, environment, release, now)
  const coming = nextFreeze(freezes, environment, release, now)
  const ran = [...new Set(moves.map((move) => move.release))].filter((id) => id !== release && id !== noRelease)
  return {
    environment, release,
    since: current?.at.toISOString() ?? null,
    by: current?.by ?? null,
    mergedBy: current?.mergedBy ?? null,
    changedAt: source === undefined ? null : await madeAt(checkout, source),
    outcome: current?.outcomes.at(-1) ?? null,
    behindMain: onMain?.length ?? null,
    behindBefore: before === undefined ? null : (onBefore?.length ?? null),
    lacks: ((before === undefined ? onMain : onBefore) ?? []).slice(0, 50),
    services: Object.fromEntries(Object.entries(current?.contents?.images ?? {}).map(([name, { sourceCommit, digest }]) => [name, sourceCommit?.slice(0, 7) ?? digest.slice(7, 14)])),
    held: holdOn(holds, release, environment) ?? null,
    frozen: frozen === undefined ? null : shown(frozen),
    nextFreeze: coming === undefined ? null : { ...shown(coming), from: coming.from.toISOString(), fromText: inZone(coming.from, coming.timeZone) },
    backTo: ran.filter((id) => releases.some((one) => one.id === id) && holdOn(holds, id, environment) === undefined),
    history: moves.filter((move) => move.release !== noRelease).slice(0, 20).map(past),
    dora: figuresOf(moves, now, days),
  }
}

const shown = ({ name, reason, until, timeZone }: Frozen | ComingFreeze): FreezeShown => ({ name, reason: reason ?? null, until: until.toISOString(), text: inZone(until, timeZone) })

function past({ release, commit, at, by, mergedBy, isRollback, outcomes, brought, takenBack }: Move): Past {
  const last = outcomes.at(-1)
  return { release, commit, at: at.toISOString(), by, mergedBy: mergedBy ?? null, isRollback, outcome: last?.outcome ?? null, cause: last?.cause ?? null, commits: brought.slice(0, 50), takenBack: takenBack.length }
}

async function between(commits: Commits, from: string | undefined, to: string | undefined): Promise<readonly Commit[] | undefined> {
  return from === undefined || to === undefined ? undefined : await commits.between(from, to)
}

/** When a commit was made; null when git does not have it. */
async function madeAt(checkout: string, commit: string): Promise<string | null> {
  const output = await tryGit(checkout, ['log', '-1', '--format=%cI', commit])
  return output.ok ? new Date(output.stdout.trim()).toISOString() : null
}
