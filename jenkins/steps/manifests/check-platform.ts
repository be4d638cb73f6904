import { join } from 'node:path'
import { causeOf } from './cause.ts'
import type { Finding } from './finding.ts'
import { kubeconformFaults } from './kubeconform.ts'
import { build } from './kustomize.ts'
import { type KubeObject, titleOf } from './object.ts'
import type { SchemaSources } from './schemas.ts'

/** What stands in gitops/platform where a value of installation.yaml goes. */
const placeholder = 'set from installation.yaml'

/** Checks what `kubectl apply --server-side -k .` applies, and what Argo CD keeps: gitops/platform. */
export async function checkPlatform(checkout: string, sources: SchemaSources): Promise<{ renders: number; objects: number; findings: Finding[] }> {
  const findings: Finding[] = []
  let count = 0
  for (const [where, folder] of [['kustomization.yaml', '.'], ['gitops/platform', 'gitops/platform']] as const) {
    const add = (rule: string, faults: readonly string[]) => findings.push(...faults.map((message) => ({ where, rule, message })))
    try {
      const objects = await build(join(checkout, folder))
      count += objects.length
      add('installation', placeholderFaults(objects))
      add('kubeconform', await kubeconformFaults(objects, sources))
    } catch (error) {
      add('renders', [causeOf(error)])
    }
  }
  return { renders: 2, objects: count, findings }
}

/** Objects in which no replacement has put the value of installation.yaml. */
export function placeholderFaults(objects: readonly KubeObject[]): string[] {
  return objects.filter((object) => JSON.stringify(object).includes(placeholder)).map((object) => `${titleOf(object)}: no replacement sets the value of installation.yaml`)
}
