import type { Application, ManagedObject, OperationState, SyncedResource, TreeNode } from '../argocd/types.ts'
import { type Cause, seconds } from './cause.ts'

/** Argo CD cannot make the manifests of the revision. Its own restarts show here too, so those get longer. */
export function comparisonCause(application: Application): Cause | undefined {
  const condition = application.status?.conditions?.find(({ type }) => type === 'ComparisonError' || type === 'InvalidSpecError')
  if (condition === undefined) return undefined
  const passing = /connection refused|Unavailable|context deadline exceeded|EOF|i\/o timeout/.test(condition.message)
  const what = /operation does not apply|no matches for Id|no resource matches/.test(condition.message) ? 'a patch hits nothing' : 'the manifests cannot be made'
  return { key: 'comparison', text: `${what}: ${innermost(condition.message)}`, patience: seconds(passing ? 60 : 10) }
}

/** Argo CD has compared the wanted commit and sees nothing to sync, though something changed: it does not compare hooks. */
export function unseenCause({ status }: Application, changed: readonly string[] | undefined): Cause | undefined {
  if (status?.sync?.status !== 'Synced' || changed === undefined || changed.length === 0) return undefined
  return { key: 'unseen', text: `nothing is synced: only ${changed.join(', ')} changed, and Argo CD runs a hook only together with a change of something else`, patience: seconds(20) }
}

/** The sync of the wanted commit failed: a hook, an object the cluster refused, or all of it. */
export function operationCause(operation: OperationState, isOurs: (job: string) => boolean): Cause | undefined {
  const resources = operation.syncResult?.resources ?? []
  const hook = resources.find(({ hookPhase, name }) => (hookPhase === 'Failed' || hookPhase === 'Error') && isOurs(name))
  if (hook?.hookType !== undefined && hook.hookType !== '') return { key: `hook ${hook.name}`, text: hookText(hook), patience: 0 }
  const refused = resources.find(({ status }) => status === 'SyncFailed')
  if (refused !== undefined) return { key: `refused ${refused.kind}/${refused.name}`, text: refusalText(refused), patience: isPolicy(refused.message) ? seconds(5) : seconds(30) }
  if (operation.phase === 'Failed' || operation.phase === 'Error') return { key: 'operation', text: `the sync failed: ${operation.message ?? operation.phase}`, patience: seconds(10) }
  return undefined
}

/** A workload that says itself that it cannot make its pods: pod security, quotas. */
export function workloadCause({ kind, name, live }: ManagedObject): Cause | undefined {
  const condition = live?.status?.conditions?.find(({ type, status }) => type === 'ReplicaFailure' && status === 'True')
  if (condition === undefined) return undefined
  const what = isPolicy(condition.message) ? 'a policy refuses the pods of' : 'no pods can be made for'
  return { key: `replicas ${kind}/${name}`, text: `${what} ${kind} ${name}: ${condition.message ?? condition.reason}`, patience: seconds(8) }
}

/** Degraded counts at once for what really is; others (a new autoscaler) are Degraded for a while by nature. */
export function degradedCause(node: TreeNode): Cause | undefined {
  if (node.health?.status !== 'Degraded' || node.kind === 'Pod' || node.kind === 'ReplicaSet') return undefined
  const atOnce = ['Deployment', 'StatefulSet', 'Job'].includes(node.kind)
  const text = node.kind === 'Job' ? `${jobTitle(node.name)} failed` : `${node.kind} ${node.name} is Degraded`
  return { key: `degraded ${node.kind}/${node.name}`, text: `${text}: ${node.health.message ?? 'no reason given'}`, patience: atOnce ? 0 : seconds(90), ...(node.kind === 'Job' ? {} : { isVague: true }) }
}

function hookText({ kind, name, message }: SyncedResource): string {
  return `${kind === 'Job' ? jobTitle(name) : `${kind} ${name}`} failed: ${message ?? 'no reason given'}`
}

export const jobTitle = (name: string) => (/migrat/.test(name) ? `the migration ${name}` : `the job ${name}`)

function refusalText({ kind, name, message = 'no reason given' }: SyncedResource): string {
  return isPolicy(message) ? `a policy refuses ${kind} ${name}: ${message}` : `${kind} ${name} cannot be applied: ${message}`
}

const isPolicy = (message = '') => /ValidatingAdmissionPolicy|violates PodSecurity|admission webhook|is not permitted in project|denied request|exceeded quota/i.test(message)

// "failed to generate manifest for source 1 of 1: rpc error: code = Unknown desc = …: the cause"
function innermost(message: string): string {
  const start = message.lastIndexOf('desc = ')
  return (start < 0 ? message : message.slice(start + 'desc = '.length)).split('\n')[0] ?? message
}
