import type { Transition } from './transitions.ts'

/** The four figures of DORA for one environment. Durations in milliseconds; null where nothing is known. Source: dora.dev, "DORA metrics". */
export type Figures = {
  readonly days: number
  readonly deployments: number
  readonly perWeek: number
  /** Median time from a commit to being Healthy with it. */
  readonly leadTime: number | null
  /** Share of deployments that failed or were taken back. */
  readonly failureRate: number | null
  /** Median time from a failure to being Healthy again. */
  readonly timeToRestore: number | null
}

/**
 * Counts what happened in the last `days`. `transitions` are those of the environment, newest first, also older ones;
 * `commitTimes` gives when each commit that a transition brought was made.
 */
export function figuresOf(transitions: readonly Transition[], commitTimes: ReadonlyMap<Transition, readonly Date[]>, now: Date, days: number): Figures {
  const since = now.getTime() - days * 86_400_000
  const recent = transitions.filter(({ at }) => at.getTime() >= since)
  const deployments = recent.filter(({ isRollback }) => !isRollback)
  const failed = deployments.filter((one) => failedAt(one) !== undefined || transitions[transitions.indexOf(one) - 1]?.isRollback === true)
  const leads = deployments.flatMap((one) => {
    const healthy = healthyAt(one)
    return healthy === undefined ? [] : (commitTimes.get(one) ?? []).map((made) => healthy - made.getTime())
  })
  const restores = recent.flatMap((one, index) => {
    const broken = failedAt(one)
    if (broken === undefined) return []
    const mended = recent.slice(0, index + 1).toReversed().flatMap(({ outcomes }) => outcomes).find(({ outcome, at }) => outcome === 'healthy' && Date.parse(at) > broken)
    return mended === undefined ? [] : [Date.parse(mended.at) - broken]
  })
  return {
    days,
    deployments: deployments.length,
    perWeek: Math.round((deployments.length * 70) / days) / 10,
    leadTime: median(leads),
    failureRate: deployments.length === 0 ? null : failed.length / deployments.length,
    timeToRestore: median(restores),
  }
}

const healthyAt = ({ outcomes }: Transition) => timeOf(outcomes.find(({ outcome }) => outcome === 'healthy')?.at)
const failedAt = ({ outcomes }: Transition) => timeOf(outcomes.find(({ outcome }) => outcome === 'failed')?.at)
const timeOf = (at: string | undefined) => (at === undefined ? undefined : Date.parse(at))

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  if (sorted.length === 0) return null
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
