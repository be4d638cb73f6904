import type { Place } from '../environments.ts'
import { reasonsOf, title, type Reason } from './reason.ts'
import type { Observed } from './read.ts'

/** One environment as the page and `npm run status` show it. */
export type Environment = {
  name: string
  application: string
  url: string
  /** The release that runs here (its id), empty while none does or git cannot be asked. */
  release: string
  /** The release git wants here when it is not the one that runs. */
  target: string | null
  /** ISO time since when `release` runs here. */
  since: string | null
  /** Argo CD's words: Synced, OutOfSync, Unknown. */
  sync: string
  /** Argo CD's words: Healthy, Progressing, Degraded, Suspended, Missing, Unknown. */
  health: string
  /** Argo CD's operation that is running, retrying or failed, null when there is nothing to say. */
  operation: string | null
  /** What a person needs to know first, null when all is well. */
  reason: string | null
  reasons: Reason[]
  /** The objects of which the cluster has another state than git says; null while Argo CD cannot compare. */
  differing: string[] | null
}

/** Tells which release an environment's link named at a revision of the repository; null when it cannot be known. */
export type ReleaseAt = (environment: string, revision: string) => Promise<string | null>

/** Reduces what Argo CD says about one application. `observed` is undefined when Argo CD does not have it, `absent` says why then. */
export async function environmentOf(place: Place, url: string, observed: Observed | undefined, absent: string, releaseAt: ReleaseAt): Promise<Environment> {
  const blank: Environment = {
    name: place.name, application: place.application, url, release: '', target: null, since: null,
    sync: 'Unknown', health: 'Unknown', operation: null, reason: absent, reasons: [], differing: null,
  }
  if (observed === undefined) return blank
  const { application, tree } = observed
  const { sync, health, history = [], operationState, resources = [] } = application.status ?? {}
  const deployed = await Promise.all(history.map(async ({ revision, deployedAt }) =>
    ({ release: revision ? await releaseAt(place.name, revision) : null, at: deployedAt ?? null })))
  const wanted = sync?.revision ? await releaseAt(place.name, sync.revision) : null
  // Synced: what runs is what that revision says, also where there was nothing to deploy. Else it still is what was deployed last.
  const release = (sync?.status === 'Synced' ? wanted : null) ?? deployed.at(-1)?.release ?? ''
  const well = sync?.status === 'Synced' && health?.status === 'Healthy'
  const busy = operationState !== undefined && operationState.phase !== 'Succeeded'
  const reasons = well && !busy ? [] : reasonsOf(application, tree)
  return {
    ...blank,
    release,
    target: wanted !== null && wanted !== release ? wanted : null,
    since: firstOf(deployed, release)?.at ?? null,
    sync: sync?.status ?? 'Unknown',
    health: health?.status ?? 'Unknown',
    operation: busy ? operationState.phase : null,
    reason: reasons[0] === undefined ? null : `${reasons[0].about}: ${reasons[0].message}`,
    reasons,
    differing: sync?.status === 'Synced' || sync?.status === 'OutOfSync' ? resources.filter(({ status }) => status === 'OutOfSync').map(title) : null,
  }
}

/** Argo CD records a new deployment for each sync, also when it only repaired something: go back to the first with this release. */
function firstOf<T extends { release: string | null }>(deployed: readonly T[], release: string): T | undefined {
  const other = deployed.findLastIndex((one) => one.release !== release)
  return deployed[other + 1]
}
