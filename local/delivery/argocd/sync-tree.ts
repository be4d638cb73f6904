import type { Application, OperationResource, Resource, TreeNode } from './application.ts'
import { podStatus, tidy, title } from './reason.ts'

/** An object that Argo CD manages, or that one of those made. */
export type SyncObject = {
  kind: string
  name: string
  /** Argo CD's words; null where it has none: a hook is not compared, a ConfigMap has no health. */
  sync: string | null
  health: string | null
  /** What was said about it, null when there is nothing to say. */
  message: string | null
  /** It is no more in git: the next sync removes it. */
  toBeRemoved: boolean
  /** Of a pod: containers that are ready, `1/1`; how often they were started again. */
  ready: string | null
  restarts: number
  children: SyncObject[]
}

/** What is applied together. `wave` is null for hooks of which Argo CD does not tell it. */
export type SyncWave = { wave: number | null, objects: SyncObject[] }

/** What Argo CD manages, in the order in which a sync applies it; in a wave, what needs a look comes first. */
export function syncWaves({ status = {} }: Application, tree: readonly TreeNode[]): SyncWave[] {
  const { resources = [], operationState } = status
  const results = operationState?.syncResult?.resources ?? []
  // a hook that was removed again is known from the last sync alone
  const gone = results.filter((result) => result.hookType !== undefined && !resources.some(isSame(result)))
  const managed = [...resources, ...gone.map(({ group, kind, name }): Resource => ({ ...(group === undefined ? {} : { group }), kind, name, hook: true }))]
  const waves = new Map<number | null, SyncObject[]>()
  for (const resource of managed) {
    const wave = resource.syncWave ?? (resource.hook ? null : 0)
    const object = objectOf(resource, tree.find(isSame(resource)), results.find(isSame(resource)), tree)
    waves.set(wave, [...waves.get(wave) ?? [], object])
  }
  return [...waves].toSorted(([a], [b]) => (a ?? -0.5) - (b ?? -0.5)).map(([wave, objects]) => ({ wave, objects: objects.toSorted(byNeed) }))
}

/** Whether somebody should look at it: it is not well, or not as git says, or something that it made is not well. */
export function needsLook({ sync, health, toBeRemoved, children }: SyncObject): boolean {
  return (health !== null && health !== 'Healthy') || sync === 'OutOfSync' || toBeRemoved || children.some(needsLook)
}

const byNeed = (a: SyncObject, b: SyncObject) => Number(needsLook(b)) - Number(needsLook(a)) || title(a).localeCompare(title(b))

const isSame = (a: { group?: string, kind: string, name: string }) => (b: { group?: string, kind: string, name: string }) =>
  a.kind === b.kind && a.name === b.name && (a.group ?? '') === (b.group ?? '')

const phases: Record<string, string> = { Succeeded: 'Healthy', Running: 'Progressing', Failed: 'Degraded', Error: 'Degraded' }

function objectOf(resource: Resource, node: TreeNode | undefined, result: OperationResource | undefined, tree: readonly TreeNode[]): SyncObject {
  const failed = result?.status === 'SyncFailed' || result?.hookPhase === 'Failed' || result?.hookPhase === 'Error'
  const health = node?.health ?? resource.health
  const own = node === undefined ? undefined : ofNode(node, tree)
  return {
    kind: resource.kind, name: resource.name,
    sync: resource.hook ? null : resource.status ?? null,
    health: health?.status ?? (resource.hook ? phases[result?.hookPhase ?? ''] ?? null : null),
    message: text(failed ? result.message : undefined) ?? own?.message ?? text(health?.message) ?? (resource.hook ? text(result?.message) : null),
    toBeRemoved: resource.requiresPruning ?? false,
    ready: own?.ready ?? null, restarts: own?.restarts ?? 0, children: own?.children ?? [],
  }
}

function ofNode(node: TreeNode, tree: readonly TreeNode[]): SyncObject {
  const { kind, name, health, info = [] } = node
  const value = (of: string) => info.find((item) => item.name === of)?.value
  const made = node.uid === undefined ? [] : tree.filter(({ parentRefs = [] }) => parentRefs.some(({ uid }) => uid === node.uid))
  const children = made.map((child) => ofNode(child, tree)).filter(({ kind: of, health: how, children: below }) =>
    // endpoints and the like tell nothing; of old ReplicaSets only those that still have pods
    (how !== null || below.length > 0) && !(of === 'ReplicaSet' && how === 'Healthy' && below.length === 0))
  return {
    kind, name, sync: null, toBeRemoved: false,
    health: health?.status ?? null,
    message: text(health?.message) ?? (health?.status === 'Healthy' ? null : text(podStatus(node))),
    ready: kind === 'Pod' ? value('Containers') ?? null : null,
    restarts: Number(value('Restart Count') ?? 0),
    children: children.toSorted(byNeed),
  }
}

function text(message: string | undefined): string | null {
  return message === undefined || message.trim() === '' ? null : tidy(message)
}
