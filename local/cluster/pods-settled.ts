import type { Platform } from '../platform.ts'
import { read } from './kubectl.ts'
import { nodeStatus } from './node-status.ts'
import { waitUntil } from './wait.ts'

/** The part of a pod that says since when its containers run. */
export type PodStatus = {
  readonly metadata: { readonly namespace: string; readonly name: string }
  readonly spec: { readonly restartPolicy: string }
  readonly status: { readonly containerStatuses?: readonly { readonly state?: { readonly running?: { readonly startedAt: string }; readonly terminated?: object } }[] }
}

/** Pods that still tell of containers of an earlier node, running or ended and to be started again: what they say of being ready is not to be believed. `began`: ISO 8601. */
export function staleOf(pods: readonly PodStatus[], began: string): string[] {
  // Kubernetes tells whole seconds
  const since = Math.floor(Date.parse(began) / 1000) * 1000
  const stale = ({ spec, status }: PodStatus) =>
    (status.containerStatuses ?? []).some(({ state }) =>
      state?.terminated ? spec.restartPolicy === 'Always' : state?.running !== undefined && Date.parse(state.running.startedAt) < since,
    )
  return pods.filter(stale).map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)
}

/**
 * Waits until the kubelet has said anew what runs. All containers end with their node, but the API goes on telling of them as ready
 * until the next node's kubelet has looked. Throws naming the pods when that takes longer than `seconds`.
 */
export async function podsSettled(platform: Platform, seconds = 120): Promise<void> {
  const { startedAt } = await nodeStatus(platform)
  if (startedAt === null) throw new Error('the node does not run')
  let stale: string[] = []
  const settled = await waitUntil(async () => {
    stale = staleOf((await read<{ items: PodStatus[] }>(platform, ['pods', '--all-namespaces']))?.items ?? [], startedAt)
    return stale.length === 0
  }, seconds * 1000, 300)
  if (!settled) throw new Error(`after ${seconds} s the kubelet has not looked after ${stale.join(', ')}`)
}
