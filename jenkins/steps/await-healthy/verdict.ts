import { releaseLabel } from '../manifests/rules/release-label.ts'
import type { ManagedObject } from '../argocd/types.ts'
import type { Cause } from './cause.ts'
import type { Observation } from './observation.ts'
import { podCause } from './pod-causes.ts'
import { comparisonCause, degradedCause, operationCause, unseenCause, workloadCause } from './sync-causes.ts'

/** What is waited for. */
export type Wanted = {
  readonly release: string
  /** Whether a revision contains the commit that moved the link. */
  readonly contains: (revision: string | undefined) => boolean
  /** The commit that is waited for. */
  readonly commit?: string
  /** What the environment renders to otherwise at that commit than at the revision of the last sync, as `kind-name`; undefined when not known. */
  readonly changedSince: (revision: string | undefined) => readonly string[] | undefined
}

/** What is still missing, nearest first; nothing when all that counts is there (Healthy must then still hold). */
export function missing({ application, managed }: Observation, { release, contains, changedSince }: Wanted): string[] {
  const { sync, operationState, health } = application.status ?? {}
  const others = managed.filter((object) => isLabelled(object) && object.live?.metadata?.labels?.[releaseLabel] !== release)
  return [
    ...(contains(sync?.revision) ? [] : [`Argo CD compares ${sync?.revision?.slice(0, 7) ?? 'nothing'} yet`]),
    ...(operationState?.phase === 'Succeeded' && (contains(revisionOf(operationState)) || isSameAs(changedSince(revisionOf(operationState)))) ? [] : [`no sync of it has succeeded (the last one is ${operationState?.phase ?? 'none'}${operationState?.message ? `: ${operationState.message}` : ''})`]),
    ...(managed.some(isLabelled) ? [] : ['no object of it is known to Argo CD']),
    ...(others.length === 0 ? [] : [`${others.length} objects are not of ${release} yet, among them ${others[0]?.kind} ${others[0]?.name}`]),
    ...(health?.status === 'Healthy' ? [] : [`health is ${health?.status ?? 'unknown'}`]),
  ]
}

/** What is wrong with this release, root causes first. What an earlier release left behind, or is still doing, is no fault of it. */
export function causes({ application, managed, tree, pods, jobs }: Observation, { release, contains, changedSince }: Wanted): Cause[] {
  const operation = application.status?.operationState
  if (operation === undefined || !contains(revisionOf(operation))) return present([comparisonCause(application), contains(application.status?.sync?.revision) ? unseenCause(application, changedSince(revisionOf(operation))) : undefined])
  const isOurJob = (name: string) => jobs.get(name) === release
  const isOurs = ({ kind, name }: Named) => (kind === 'Job' ? isOurJob(name) : managed.some((object) => object.kind === kind && object.name === name && object.live?.metadata?.labels?.[releaseLabel] === release))
  return present([
    ...pods.filter(({ owner }) => owner !== undefined && isOurs(owner)).map(({ pod }) => podCause(pod)),
    // a Job that has failed is deleted: one that is not there was made by this very sync
    operationCause(operation, (name) => !jobs.has(name) || isOurJob(name)),
    comparisonCause(application),
    ...managed.filter(isOurs).map(workloadCause),
    ...tree.filter(isOurs).map(degradedCause),
  ])
}

// A commit that renders to what was synced last, a comment in the overlay, gives Argo CD nothing to sync.
const isSameAs = (changed: readonly string[] | undefined) => changed?.length === 0

type Named = { readonly kind: string; readonly name: string }

const present = (found: readonly (Cause | undefined)[]) => found.filter((cause) => cause !== undefined)

// An object that an overlay adds itself may lack the label: what git wants says so.
function isLabelled({ hook, target }: ManagedObject): boolean {
  return !hook && target?.metadata?.labels?.[releaseLabel] !== undefined
}

/** The commit that a sync applies or has applied. */
export function revisionOf(operation: NonNullable<Observation['application']['status']>['operationState']): string | undefined {
  return operation?.syncResult?.revision ?? operation?.operation?.sync?.revision
}
