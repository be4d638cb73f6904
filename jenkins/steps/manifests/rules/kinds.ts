import { type KubeObject, titleOf } from '../object.ts'

/** What an environment is made of; its project in Argo CD permits the same (gitops/platform/projects/bounds.yaml). */
export const permittedKinds: ReadonlySet<string> = new Set([
  'ConfigMap', 'Service', 'ServiceAccount', 'apps/Deployment', 'apps/StatefulSet', 'autoscaling/HorizontalPodAutoscaler', 'batch/Job',
  'bitnami.com/SealedSecret', 'networking.k8s.io/Ingress', 'networking.k8s.io/NetworkPolicy', 'policy/PodDisruptionBudget',
])

/** Why some others may not be in it. */
const reasons: Readonly<Record<string, string>> = {
  ResourceQuota: 'takes room from what runs',
  LimitRange: 'changes pods behind the repository',
  Role: 'gives rights',
  RoleBinding: 'gives rights',
  Secret: 'puts a secret into git in the clear',
  Application: 'is another way into the cluster',
  ApplicationSet: 'is another way into the cluster',
  AppProject: 'moves the bounds of others',
  Pod: 'is replaced by nothing when its node goes',
}

/** No object of the whole cluster, nothing in another namespace than the environment's, and no kind that it is not made of. */
export function kindFaults(objects: readonly KubeObject[], namespace: string): string[] {
  return objects.flatMap((object) => {
    const { kind, metadata } = object
    const reason = reasons[kind]
    // kustomize sets the namespace of all objects but those of kinds that have none
    if (metadata.namespace === undefined && reason === undefined) return [`${titleOf(object)} belongs to the whole cluster: it may only be in gitops/platform`]
    const faults: string[] = []
    if (!permittedKinds.has(groupKindOf(object))) faults.push(`${titleOf(object)} ${reason ?? 'is no kind that environments are made of'}: an environment may not contain it`)
    if (metadata.namespace !== undefined && metadata.namespace !== namespace) faults.push(`${titleOf(object)} is in namespace ${metadata.namespace}, not ${namespace}`)
    return faults
  })
}

/** `apps/Deployment`; without a group `Service`. */
function groupKindOf({ apiVersion, kind }: KubeObject): string {
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : ''
  return group === '' ? kind : `${group}/${kind}`
}
