import { noRelease } from '../gitops/layout.ts'
import type { Move } from './moves.ts'

/** The four figures of DORA for one environment. Durations in milliseconds; null where nothing is known. Source: dora.dev, "DORA metrics". */
export type Figures = {
  readonly days: number
  readonly deployments: number
  readonly perWeek: number
  /** Median time from a commit to being Healthy with it, and of how many commits. */
  readonly leadTime: number | null
  readonly commits: number
  /** Deployments that failed or were taken back, and their share. */
  readonly failures: number
  readonly failureRate: number | null
  /** Median time from such a failure to being Healthy again. */
  readonly timeToRestore: number | null
}

/** Counts what happened in the last `days`. `moves` are those of the environment, newest first, as far back as these days at least. */
export function figuresOf(moves: readonly Move[], now: Date, days: number): Figures {
  const since = now.getTime() - days * 86_400_000
  const deployments = moves.filter((move) => move.at.getTime() >= since && !move.isRollback && move.release !== noRelease)
  const failures = deployments.filter((move) => failedAt(move, moves) !== undefined)
  const leads = leadTimes(moves, since)
  return {
    days,
    deployments: deployments.length,
    perWeek: Math.round((deployments.length * 70) / days) / 10,
    leadTime: median(leads),
    commits: leads.length,
    failures: failures.length,
    failureRate: deployments.length === 0 ? null : failures.length / deployments.length,
    timeToRestore: median(failures.flatMap((move) => restoredAfter(move, moves) ?? [])),
  }
}

/** From each commit's making to the first time the environment was Healthy with it: what a failed release brought counts from the one that heals. */
function leadTimes(moves: readonly Move[], since: number): number[] {
  const waiting = new Map<string, number>()
  const arrived = new Set<string>()
  const leads: number[] = []
  for (const move of moves.toReversed()) {
    for (const { commit } of move.takenBack) waiting.delete(commit)
    if (!move.isFirst) for (const { commit, at } of move.brought) if (!arrived.has(commit)) waiting.set(commit, Date.parse(at))
    const healthy = healthyAt(move)
    if (healthy === undefined) continue
    for (const [commit, made] of waiting) {
      arrived.add(commit)
      if (healthy >= since) leads.push(Math.max(0, healthy - made))
    }
    waiting.clear()
  }
  return leads
}

/** Since when it is Healthy to the last that is noted: a release that got Healthy and then failed its smoke test is not. */
function healthyAt({ outcomes }: Move): number | undefined {
  const failed = outcomes.findLastIndex(({ outcome }) => outcome === 'failed')
  return timeOf(outcomes.slice(failed + 1).find(({ outcome }) => outcome === 'healthy')?.at)
}

/** When it failed: at the first failure noted, else when it was taken back, which is the first that git knows of it. */
function failedAt(move: Move, moves: readonly Move[]): number | undefined {
  const next = moves[moves.indexOf(move) - 1]
  return timeOf(move.outcomes.find(({ outcome }) => outcome === 'failed')?.at) ?? (next?.isRollback === true ? next.at.getTime() : undefined)
}

/** From its failure to the first Healthy noted after that, of the same release or a later one. */
function restoredAfter(move: Move, moves: readonly Move[]): number | undefined {
  const failed = failedAt(move, moves)
  if (failed === undefined) return undefined
  const noted = moves.slice(0, moves.indexOf(move) + 1).flatMap(({ outcomes }) => outcomes).filter(({ outcome, at }) => outcome === 'healthy' && Date.parse(at) > failed)
  return noted.length === 0 ? undefined : Math.min(...noted.map(({ at }) => Date.parse(at))) - failed
}

const timeOf = (at: string | undefined) => (at === undefined ? undefined : Date.parse(at))

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  if (sorted.length === 0) return null
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
