import type { ArgoCD } from '../argocd/client.ts'
import { releaseLabel } from '../manifests/rules/release-label.ts'
import type { Application, ManagedObject, Pod, TreeNode } from '../argocd/types.ts'

/** One look at an environment. */
export type Observation = {
  readonly application: Application
  readonly tree: readonly TreeNode[]
  readonly managed: readonly ManagedObject[]
  /** The pods of the newest revision that are not Healthy, as the cluster has them, each with the managed object that made it. */
  readonly pods: readonly SuspectPod[]
  /** By name, the release that each Job which is not Healthy came with: hooks are no managed objects, and the last release's stay until they are replaced. */
  readonly jobs: ReadonlyMap<string, string | undefined>
}

export type SuspectPod = { readonly pod: Pod; readonly owner: { readonly kind: string; readonly name: string } | undefined }

const mostPods = 12

/** Looks once. `refresh` makes Argo CD look at git first. */
export async function observe(argo: ArgoCD, name: string, refresh: boolean): Promise<Observation> {
  const application = await argo.application(name, { refresh })
  const [tree, managed] = await Promise.all([argo.tree(name), argo.managed(name)])
  const suspects = currentPods(tree).filter(({ health }) => health?.status !== 'Healthy').slice(0, mostPods)
  const pods = await Promise.all(suspects.map(async (node) => ({ pod: await argo.pod(name, node), owner: topOwner(tree, node) })))
  const unfinished = tree.filter(({ kind, health }) => kind === 'Job' && health?.status !== 'Healthy')
  const jobs = await Promise.all(unfinished.map(async (node) => [node.name, (await argo.object(name, node))?.metadata?.labels?.[releaseLabel]] as const))
  return { application, tree, managed, jobs: new Map(jobs), pods: pods.filter((suspect): suspect is SuspectPod => suspect.pod !== undefined) }
}

/** Pods that run what is wanted now: those of a Deployment's older ReplicaSets are on their way out and say nothing about this release. */
export function currentPods(tree: readonly TreeNode[]): TreeNode[] {
  const byUid = new Map(tree.map((node) => [node.uid, node]))
  const newest = new Map<string, number>()
  for (const node of tree) {
    const owner = ownerOf(node)
    if (node.kind === 'ReplicaSet' && owner !== undefined) newest.set(owner, Math.max(newest.get(owner) ?? 0, revisionOf(node)))
  }
  return tree.filter((node) => {
    if (node.kind !== 'Pod') return false
    const owner = ownerOf(node)
    const parent = owner === undefined ? undefined : byUid.get(owner)
    if (parent?.kind !== 'ReplicaSet') return true
    const deployment = ownerOf(parent)
    return deployment === undefined || revisionOf(parent) === newest.get(deployment)
  })
}

/** The Deployment, StatefulSet or Job that a pod comes from in the end. */
function topOwner(tree: readonly TreeNode[], node: TreeNode): SuspectPod['owner'] {
  const parent = tree.find(({ uid }) => uid !== undefined && uid === ownerOf(node))
  return parent === undefined ? (node.kind === 'Pod' ? undefined : { kind: node.kind, name: node.name }) : topOwner(tree, parent)
}

const ownerOf = (node: TreeNode) => node.parentRefs?.[0]?.uid

function revisionOf(node: TreeNode): number {
  const value = node.info?.find(({ name }) => name === 'Revision')?.value ?? ''
  return Number(/(\d+)$/.exec(value)?.[1] ?? 0)
}
