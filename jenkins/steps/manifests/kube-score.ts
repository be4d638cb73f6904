import { Failure } from '../outcome.ts'
import type { KubeObject } from './object.ts'
import { runTool } from './tool.ts'

/** Checks of kube-score that do not hold here, each with the reason. */
export const ignored: Readonly<Record<string, string>> = {
  'deployment-has-host-podantiaffinity': 'pods are kept apart by topologySpreadConstraints, which kube-score does not look at',
  'container-image-pull-policy': 'images are named by digest, so what is on the node is what the registry has; Always only adds a way to fail',
}

type Check = {
  readonly check: { readonly id: string; readonly name: string }
  readonly grade: number
  readonly skipped: boolean
  readonly comments: readonly { readonly path: string; readonly summary: string }[] | null
}
type Scored = { readonly object_name: string; readonly checks: readonly Check[] | null }

/** kube-score's grades: 1 critical, 5 warning, 7 almost OK, 10 OK. */
const almostOk = 7

/**
 * What kube-score finds wrong with the objects, warnings too. CPU has requests and no limits: a limit only slows a pod that could run.
 *
 * @param kubernetesVersion as in `v1.36`
 * @param leastReplicas how many pods a Deployment has at least
 */
export async function kubeScoreFaults(objects: readonly KubeObject[], kubernetesVersion: string, leastReplicas = 2): Promise<string[]> {
  if (objects.length === 0) return []
  const ignores = Object.keys(ignored).flatMap((id) => ['--ignore-test', id])
  const args = ['score', '--output-format', 'json', '--kubernetes-version', kubernetesVersion, '--min-replicas-deployment', `${leastReplicas}`, '--ignore-container-cpu-limit', ...ignores, '-']
  const { stdout, stderr } = await runTool('kube-score', args, objects.map((object) => JSON.stringify(object)).join('\n---\n'))
  // "null" where it knows none of the kinds
  if (stdout.trim() === 'null') return []
  if (!stdout.trimStart().startsWith('[')) throw new Failure(`kube-score: ${stderr.trim() || stdout.trim()}`)
  return (JSON.parse(stdout) as Scored[]).flatMap(({ object_name, checks }) =>
    (checks ?? []).filter(({ skipped, grade }) => !skipped && grade < almostOk).flatMap(({ check, comments }) =>
      (comments ?? [{ path: '', summary: check.name }]).map(({ path, summary }) => `${object_name}: ${[path, summary].filter(Boolean).join(': ')} (${check.id})`),
    ),
  )
}
