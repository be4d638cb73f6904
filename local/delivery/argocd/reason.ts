import type { Application, Operation, OperationResource, TreeNode } from './application.ts'

/** Why an environment is not as it should be: what it is about (an object, or Argo CD's own word) and what was said. */
export type Reason = { about: string, message: string }

/**
 * Everything that explains the state, the most telling first: Argo CD could not compare, the operation failed on an object,
 * an object is degraded (a pod before the Deployment that waits for it), what the operation as a whole says, something is missing or on its way.
 */
export function reasonsOf(application: Application, tree: readonly TreeNode[]): Reason[] {
  const { conditions = [], operationState, health, sync, resources = [] } = application.status ?? {}
  const errors = conditions.filter(({ type }) => type.endsWith('Error')).map(({ type, message }) => ({ about: type, message: tidy(message) }))
  const outOfSync = resources.filter(({ status }) => status === 'OutOfSync')
  const reasons = [
    ...errors.filter(({ about }) => about !== 'SyncError'),
    ...failedObjects(operationState),
    ...ofHealth(tree, 'Degraded'),
    ...ownWords(operationState),
    // Says what the operation said, and which revision it was about.
    ...errors.filter(({ about }) => about === 'SyncError'),
    ...ofHealth(tree, 'Missing'),
    ...ofHealth(tree, 'Progressing'),
    ...ofHealth(tree, 'Suspended'),
  ]
  if (sync?.status === 'OutOfSync' && outOfSync.length > 0)
    reasons.push({ about: 'OutOfSync', message: outOfSync.map(({ kind, name, requiresPruning }) => `${kind}/${name}${requiresPruning ? ' (to be removed)' : ''}`).join(', ') })
  if (reasons.length === 0 && health?.message) reasons.push({ about: health.status ?? 'Unknown', message: tidy(health.message) })
  return distinct(reasons)
}

const failedPhases = new Set(['Failed', 'Error'])

function failedObjects(operation: Operation | undefined): Reason[] {
  if (operation === undefined || operation.phase === 'Succeeded') return []
  return (operation.syncResult?.resources ?? [])
    .filter(({ status, hookPhase }) => status === 'SyncFailed' || failedPhases.has(hookPhase ?? ''))
    .map((resource) => ({ about: title(resource), message: tidy(resource.message ?? '') }))
}

function ownWords(operation: Operation | undefined): Reason[] {
  if (operation === undefined || operation.phase === 'Succeeded' || !operation.message) return []
  return [{ about: `Sync ${operation.phase}`, message: tidy(operation.message) }]
}

/** An owner says less than what it owns ("exceeded its progress deadline" against "Back-off pulling image …"): owned first. */
function ofHealth(tree: readonly TreeNode[], status: string): Reason[] {
  const depth = depths(tree)
  return tree
    .filter(({ health }) => health?.status === status)
    .toSorted((a, b) => (depth(b) - depth(a)) || Number(!a.health?.message) - Number(!b.health?.message))
    .map((node) => ({ about: title(node), message: tidy(node.health?.message ?? podStatus(node) ?? status) }))
}

/** Argo CD gives no message for a container that ends again and again; how often and why is among what it shows of a pod. */
export function podStatus({ info = [] }: TreeNode): string | undefined {
  const value = (name: string) => info.find((item) => item.name === name)?.value
  const reason = value('Status Reason')
  const restarts = value('Restart Count')
  return reason === undefined || restarts === undefined ? reason : `${reason}, restarted ${restarts} times`
}

function depths(tree: readonly TreeNode[]) {
  const byUid = new Map(tree.map((node) => [node.uid, node]))
  const depth = (node: TreeNode | undefined, seen = 0): number => {
    const parent = node?.parentRefs?.[0]
    return parent === undefined || seen > 10 ? seen : depth(byUid.get(parent.uid), seen + 1)
  }
  return depth
}

export function title({ kind, name }: Pick<OperationResource, 'kind' | 'name'>): string {
  return `${kind}/${name}`
}

/** What Argo CD wraps around a cause on its way from one of its processes to the next; a person needs the cause. */
const wrapping = /^(Failed to load target state: |failed to generate manifest for source \d+ of \d+: |rpc error: code = \w+ desc = |Manifest generation error \(cached\): )+/i

export function tidy(message: string): string {
  const line = message.trim().replace(/\s*\n\s*/g, ' ').replace(wrapping, '')
  // kustomize tells each place it looked at before it tells which file there is not.
  const absent = /lstat <path to cached source>\/(\S+): no such file or directory/.exec(line)?.[1]
  return absent === undefined ? line : `${absent} does not exist in the repository. ${line}`
}

function distinct(reasons: readonly Reason[]): Reason[] {
  const seen = new Set<string>()
  return reasons.filter(({ message }) => message !== '' && !seen.has(message) && seen.add(message))
}
