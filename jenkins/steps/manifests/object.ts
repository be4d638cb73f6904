/** A Kubernetes object as kustomize gives it: plain data. */
export type KubeObject = {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: Metadata
  readonly [field: string]: unknown
}
export type Labels = Readonly<Record<string, string>>
export type Metadata = {
  readonly name: string
  readonly namespace?: string
  readonly labels?: Labels
  readonly annotations?: Labels
}
export type Container = { readonly name: string; readonly image?: string }
export type PodTemplate = {
  readonly metadata?: { readonly labels?: Labels }
  readonly spec?: {
    readonly initContainers?: readonly Container[]
    readonly containers?: readonly Container[]
    readonly volumes?: readonly { readonly name: string }[]
  }
}

/** How findings call an object: `Deployment order`. */
export const titleOf = (object: KubeObject) => `${object.kind} ${object.metadata.name}`

/** The pod template of a workload (of a CronJob, that of its Job; a Pod is its own), or undefined. */
export function podTemplateOf(object: KubeObject): PodTemplate | undefined {
  if (object.kind === 'Pod') return object as PodTemplate
  const spec = object['spec'] as { template?: PodTemplate; jobTemplate?: { spec?: { template?: PodTemplate } } } | undefined
  if (object.kind === 'CronJob') return spec?.jobTemplate?.spec?.template
  return ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job'].includes(object.kind) ? spec?.template : undefined
}

/** All containers of a pod template, init containers first. */
export function containersOf(template: PodTemplate): Container[] {
  return [...(template.spec?.initContainers ?? []), ...(template.spec?.containers ?? [])]
}
