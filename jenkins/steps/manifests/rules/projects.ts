import { type KubeObject, titleOf } from '../object.ts'

type Kind = { readonly group: string; readonly kind: string }
type Spec = {
  readonly sourceRepos?: readonly string[]
  readonly sourceNamespaces?: readonly string[]
  readonly destinations?: readonly { readonly server?: string; readonly name?: string; readonly namespace?: string }[]
  readonly clusterResourceWhitelist?: readonly Kind[]
  readonly namespaceResourceWhitelist?: readonly Kind[]
}

/** A project names what it permits: one repository, namespaces, kinds; a wildcard permits what nobody has thought of. */
export function projectFaults(objects: readonly KubeObject[]): string[] {
  return objects.filter(({ kind }) => kind === 'AppProject').flatMap((project) => {
    const spec = project['spec'] as Spec
    const faults: string[] = []
    if (spec.sourceRepos?.length !== 1) faults.push(`permits ${spec.sourceRepos?.length ?? 'any number of'} repositories, not the one of the installation`)
    if ((spec.destinations ?? []).length === 0) faults.push('names no destination')
    if (spec.namespaceResourceWhitelist === undefined) faults.push('permits every namespaced kind: it lacks namespaceResourceWhitelist')
    if ((spec.sourceNamespaces ?? []).length > 0) faults.push('lets applications of other namespaces in (sourceNamespaces)')
    for (const text of stringsIn(spec)) if (text.includes('*')) faults.push(`has a wildcard: ${text}`)
    return faults.map((fault) => `${titleOf(project)} ${fault}`)
  })
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : []
}
