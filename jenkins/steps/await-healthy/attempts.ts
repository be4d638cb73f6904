import type { ArgoCD } from '../argocd/client.ts'
import type { Observation } from './observation.ts'

/** What attempts of Jobs said before they failed. */
export type Attempts = {
  /** To be called at each look: reads the log of each attempt that has failed since, once. */
  readonly look: (observation: Pick<Observation, 'pods'>) => Promise<void>
  /** The last lines of a Job's newest attempt that failed; none when it was not seen. */
  readonly linesOf: (job: string) => readonly string[]
}

/**
 * Remembers logs of failed attempts of Jobs while an environment is waited for: Argo CD deletes a migration that has failed together
 * with its pods, so that the next try begins anew, and its log would be gone when its failure is told.
 */
export function failedAttempts(argo: Pick<ArgoCD, 'logs'>, application: string): Attempts {
  const seen = new Set<string>()
  const lines = new Map<string, readonly string[]>()
  return {
    look: async ({ pods }) => {
      for (const { pod, owner } of pods) {
        const { name, namespace = '', uid = name } = pod.metadata
        const container = pod.spec.containers[0]?.name
        if (owner?.kind !== 'Job' || pod.status.phase !== 'Failed' || container === undefined || seen.has(uid)) continue
        const said = await argo.logs(application, { name, namespace }, container, false)
        seen.add(uid)
        if (said.length > 0) lines.set(owner.name, said)
      }
    },
    linesOf: (job) => lines.get(job) ?? [],
  }
}
