import { type KubeObject, type Labels, podTemplateOf, titleOf } from '../object.ts'

type Selector = { readonly matchLabels?: Labels; readonly matchExpressions?: readonly Expression[] }
type Expression = { readonly key: string; readonly operator: string; readonly values?: readonly string[] }

/** Policies that are meant for every pod of the namespace. */
const forAll = new Set(['default-deny', 'names'])

/** Services, disruption budgets and network policies each select a pod that is there; none selects all by accident. */
export function selectorFaults(objects: readonly KubeObject[]): string[] {
  const pods = objects.map(podTemplateOf).filter((template) => template !== undefined).map(({ metadata }) => metadata?.labels ?? {})
  return objects.flatMap((object) => {
    const selector = selectorOf(object)
    if (!selector) return []
    const empty = Object.keys(selector.matchLabels ?? {}).length === 0 && (selector.matchExpressions ?? []).length === 0
    if (empty) return object.kind === 'NetworkPolicy' && forAll.has(object.metadata.name) ? [] : [`${titleOf(object)} selects every pod`]
    return pods.some((labels) => selects(selector, labels)) ? [] : [`${titleOf(object)} selects no pod`]
  })
}

function selectorOf(object: KubeObject): Selector | undefined {
  const spec = object['spec'] as { selector?: Selector & Labels; podSelector?: Selector } | undefined
  if (object.kind === 'Service') return { matchLabels: spec?.selector ?? {} }
  if (object.kind === 'PodDisruptionBudget') return spec?.selector ?? {}
  if (object.kind === 'NetworkPolicy') return spec?.podSelector ?? {}
  return undefined
}

/** Whether a Kubernetes label selector matches the labels. */
export function selects({ matchLabels = {}, matchExpressions = [] }: Selector, labels: Labels): boolean {
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      const value = labels[key]
      if (operator === 'In') return value !== undefined && values.includes(value)
      if (operator === 'NotIn') return value === undefined || !values.includes(value)
      return operator === 'Exists' ? value !== undefined : value === undefined
    })
  )
}
