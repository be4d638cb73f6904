import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { parse } from 'yaml'
import { readKustomization } from '../kustomization.ts'

/** environment.yaml says of an overlay what its folder and its kustomization say. */
export async function environmentFaults(overlay: string): Promise<string[]> {
  const file = parse(await readFile(join(overlay, 'environment.yaml'), 'utf8')) as { data?: Record<string, string> } | null
  const { name, namespace, host, application } = file?.data ?? {}
  const faults: string[] = []
  if (name !== basename(overlay)) faults.push(`environment.yaml names it "${name}"`)
  const { namespace: built } = await readKustomization(overlay)
  if (namespace !== built) faults.push(`environment.yaml says namespace "${namespace}", kustomization.yaml "${built}"`)
  if (!host) faults.push('environment.yaml lacks data.host')
  if (!application) faults.push('environment.yaml lacks data.application')
  return faults
}
