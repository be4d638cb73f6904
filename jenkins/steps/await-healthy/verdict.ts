import { releaseLabel } from '../manifests/rules/release-label.ts'
import type { ManagedObject } from '../argocd/types.ts'
import type { Cause } from './cause.ts'
import type { Observation } from './observation.ts'
import { podCause } from './pod-causes.ts'
import { comparisonCause, degradedCause, operationCause, workloadCause } from './sync-causes.ts'

/** What is waited for; `contains` says whether a revision contains the commit that moved the link. */
export type Wanted = { readonly release: string; readonly contains: (revision: string | undefined) => boolean }

/** What is still missing, nearest first; nothing when all that counts is there (Healthy must then still hold). */
export function missing({ application, managed }: Observation, { release, contains }: Wanted): string[] {
  const { sync, operationState, health } = application.status ?? {}
  const others = managed.filter((object) => isLabelled(object) && object.live?.metadata?.labels?.[releaseLabel] !== release)
  return [
    ...(contains(sync?.revision) ? [] : [`Argo CD compares ${sync?.revision?.slice(0, 7) ?? 'nothing'} yet`]),
    ...(contains(revisionOf(operationState)) && operationState?.phase === 'Succeeded' ? [] : [`no sync of it has succeeded (the last one is ${operationState?.phase ?? 'none'}${operationState?.message ? `: ${operationState.message}` : ''})`]),
    ...(managed.some(isLabelled) ? [] : ['no object of it is known to Argo CD']),
    ...(others.length === 0 ? [] : [`${others.length} objects are not of ${release} yet, among them ${others[0]?.kind} ${others[0]?.name}`]),
    ...(health?.status === 'Healthy' ? [] : [`health is ${health?.status ?? 'unknown'}`]),
  ]
}

/** What is wrong, root causes first. */
export function causes({ application, managed, tree, pods }: Observation, { contains }: Wanted): Cause[] {
  const operation = application.status?.operationState
  const ours = operation !== undefined && contains(revisionOf(operation))
  const found = [
    ...pods.map(podCause),
    ...(ours ? [operationCause(operation)] : []),
    comparisonCause(application),
    ...(ours ? [...managed.map(workloadCause), ...tree.map(degradedCause)] : []),
  ]
  return found.filter((cause) => cause !== undefined)
}

// An object that an overlay adds itself may lack the label: what git wants says so.
function isLabelled({ hook, target }: ManagedObject): boolean {
  return !hook && target?.metadata?.labels?.[releaseLabel] !== undefined
}

function revisionOf(operation: NonNullable<Observation['application']['status']>['operationState']): string | undefined {
  return operation?.syncResult?.revision ?? operation?.operation?.sync?.revision
}
