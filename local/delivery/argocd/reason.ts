import type { Application, Operation, OperationResource, TreeNode } from './application.ts'

/** Why an environment is not as it should be: what it is about (an object, or Argo CD's own word) and what was said. */
export type Reason = { about: string, message: string }

/**
 * Everything that explains the state, the most telling first: Argo CD could not compare, the operation failed on an object,
 * an object is degraded (a pod before the Deployment that waits for it), the operation that still runs waits for something,
 * something is missing or on its way.
 */
export function reasonsOf(application: Application, tree: readonly TreeNode[]): Reason[] {
  const { conditions = [], operationState, health, sync, resources = [] } = application.status ?? {}
  const errors = conditions.filter(({ type }) => type.endsWith('Error')).map(({ type, message }) => ({ about: type, message: tidy(message) }))
  const outOfSync = resources.filter(({ status }) => status === 'OutOfSync')
  const operation = ofOperation(operationState)
  // An operation that runs, perhaps again after a failure, says what it waits for; why that does not come is on the object.
  const running = operationState?.phase === 'Running' && !operation.some(({ about }) => about !== 'Sync Running')
  const reasons = [
    ...errors,
    ...(running ? [] : operation),
    ...ofHealth(tree, 'Degraded'),
    ...(running ? operation : []),
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

function ofOperation(operation: Operation | undefined): Reason[] {
  if (operation === undefined || operation.phase === 'Succeeded') return []
  const failed = (operation.syncResult?.resources ?? [])
    .filter(({ status, hookPhase }) => status === 'SyncFailed' || failedPhases.has(hookPhase ?? ''))
    .map((resource) => ({ about: title(resource), message: tidy(resource.message ?? '') }))
  const own = operation.message ? [{ about: `Sync ${operation.phase}`, message: tidy(operation.message) }] : []
  return [...failed, ...own]
}

/** An owner says less than what it owns ("exceeded its progress deadline" against "Back-off pulling image …"): owned first. */
function ofHealth(tree: readonly TreeNode[], status: string): Reason[] {
  const depth = depths(tree)
  return tree
    .filter(({ health }) => health?.status === status)
    .toSorted((a, b) => (depth(b) - depth(a)) || Number(!a.health?.message) - Number(!b.health?.message))
    .map((node) => ({ about: title(node), message: tidy(node.health?.message ?? status) }))
}

function depths(tree: readonly TreeNode[]) {
  const byUid = new Map(tree.map((node) => [node.uid, node]))
  const depth = (node: TreeNode | undefined, seen = 0): number => {
    const parent = node?.parentRefs?.[0]
    return parent === undefined || seen > 10 ? seen : depth(byUid.get(parent.uid), seen + 1)
  }
  return depth
}

function title({ kind, name }: Pick<OperationResource, 'kind' | 'name'>): string {
  return `${kind}/${name}`
}

function tidy(message: string): string {
  return message.trim().replace(/\s*\n\s*/g, ' ')
}

function distinct(reasons: readonly Reason[]): Reason[] {
  const seen = new Set<string>()
  return reasons.filter(({ message }) => message !== '' && !seen.has(message) && seen.add(message))
}
