import { containersOf, type KubeObject, podTemplateOf, titleOf } from '../object.ts'

type PodSpec = { readonly volumes?: readonly ({ readonly name: string } & Readonly<Record<string, unknown>>)[] } & Readonly<Record<string, unknown>>
type Security = { readonly privileged?: boolean; readonly allowPrivilegeEscalation?: boolean; readonly runAsUser?: number; readonly capabilities?: { readonly add?: readonly string[] } }

/** What a pod may share with its node: nothing. */
const shared = ['hostNetwork', 'hostPID', 'hostIPC'] as const

/** No pod reaches its node. The cluster's admission says the same (Pod Security `restricted`), but only once it is merged and synced. */
export function podFaults(objects: readonly KubeObject[]): string[] {
  return objects.flatMap((object) => {
    const template = podTemplateOf(object)
    if (template?.spec === undefined) return []
    const spec = template.spec as unknown as PodSpec
    const faults = shared.filter((name) => spec[name] === true).map((name) => `${titleOf(object)} asks for ${name}`)
    for (const volume of spec.volumes ?? []) if ('hostPath' in volume) faults.push(`${titleOf(object)}, volume ${volume.name}: a folder of the node (hostPath)`)
    for (const container of containersOf(template)) {
      const security = (container as { readonly securityContext?: Security }).securityContext ?? {}
      const where = `${titleOf(object)}, container ${container.name}`
      if (security.privileged === true) faults.push(`${where} is privileged`)
      if (security.allowPrivilegeEscalation === true) faults.push(`${where} may gain privileges`)
      if (security.runAsUser === 0) faults.push(`${where} runs as root`)
      for (const capability of security.capabilities?.add ?? []) faults.push(`${where} adds the capability ${capability}`)
    }
    return faults
  })
}
