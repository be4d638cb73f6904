import { type KubeObject, titleOf } from '../object.ts'

/** Namespaced kinds that no environment may contain, and why. */
const forbidden: Readonly<Record<string, string>> = {
  ResourceQuota: 'takes room from what runs',
  LimitRange: 'changes pods behind the repository',
  Role: 'gives rights',
  RoleBinding: 'gives rights',
  Secret: 'puts a secret into git in the clear',
}

/** No forbidden kind, no cluster-scoped object, nothing in another namespace than the environment's. */
export function kindFaults(objects: readonly KubeObject[], namespace: string): string[] {
  return objects.flatMap((object) => {
    const reason = forbidden[object.kind]
    if (reason) return [`${titleOf(object)} ${reason}: an environment may not contain it`]
    // kustomize sets the namespace of all objects but those of kinds that have none
    if (object.metadata.namespace === undefined) return [`${titleOf(object)} belongs to the whole cluster: it may only be in gitops/platform`]
    if (object.metadata.namespace !== namespace) return [`${titleOf(object)} is in namespace ${object.metadata.namespace}, not ${namespace}`]
    return []
  })
}
