import type { ArgoCD } from '../argocd/client.ts'
import type { Application, ManagedObject, Pod, TreeNode } from '../argocd/types.ts'

/** One look at an environment. */
export type Observation = {
  readonly application: Application
  readonly tree: readonly TreeNode[]
  readonly managed: readonly ManagedObject[]
  /** The pods of the newest revision that are not Healthy, as the cluster has them. */
  readonly pods: readonly Pod[]
}

const mostPods = 12

/** Looks once. `refresh` makes Argo CD look at git first. */
export async function observe(argo: ArgoCD, name: string, refresh: boolean): Promise<Observation> {
  const application = await argo.application(name, { refresh })
  const [tree, managed] = await Promise.all([argo.tree(name), argo.managed(name)])
  const suspects = currentPods(tree).filter(({ health }) => health?.status !== 'Healthy').slice(0, mostPods)
  const pods = await Promise.all(suspects.map((node) => argo.pod(name, node)))
  return { application, tree, managed, pods: pods.filter((pod) => pod !== undefined) }
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

const ownerOf = (node: TreeNode) => node.parentRefs?.[0]?.uid

function revisionOf(node: TreeNode): number {
  const value = node.info?.find(({ name }) => name === 'Revision')?.value ?? ''
  return Number(/(\d+)$/.exec(value)?.[1] ?? 0)
}
