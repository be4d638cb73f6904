import { join } from 'node:path'
import { causeOf } from './cause.ts'
import type { Checked } from './finding.ts'
import { kubeconformFaults } from './kubeconform.ts'
import { build } from './kustomize.ts'
import { type KubeObject, titleOf } from './object.ts'
import { projectFaults } from './rules/projects.ts'
import { sourceFaults } from './rules/sources.ts'
import type { SchemaSources } from './schemas.ts'

/** What stands in gitops/platform where a value of installation.yaml goes. */
const placeholder = 'set from installation.yaml'

/** Checks what `kubectl apply --server-side -k .` applies, and what Argo CD keeps: gitops/platform. */
export async function checkPlatform(checkout: string, sources: SchemaSources): Promise<Checked[]> {
  const checked: Checked[] = []
  for (const where of ['.', 'gitops/platform']) {
    const finding = (rule: string) => (message: string) => ({ where, rule, message })
    try {
      const foreign = await sourceFaults(join(checkout, 'gitops/platform'))
      if (foreign.length > 0) {
        checked.push({ where, objects: [], findings: foreign.map(finding('sources')) })
        continue
      }
      const objects = await build(join(checkout, where))
      const findings = [...placeholderFaults(objects).map(finding('installation')), ...projectFaults(objects).map(finding('projects')), ...(await kubeconformFaults(objects, sources)).map(finding('kubeconform'))]
      checked.push({ where, objects, findings })
    } catch (error) {
      checked.push({ where, objects: [], findings: [{ where, rule: 'renders', message: causeOf(error) }] })
    }
  }
  return checked
}

/** Objects in which no replacement has put the value of installation.yaml. */
export function placeholderFaults(objects: readonly KubeObject[]): string[] {
  return objects.filter((object) => JSON.stringify(object).includes(placeholder)).map((object) => `${titleOf(object)}: no replacement sets the value of installation.yaml`)
}
