import { isDeepStrictEqual } from 'node:util'
import { build } from '../kustomize.ts'
import type { KubeObject } from '../object.ts'
import { readKustomization, writeKustomization } from '../kustomization.ts'

/**
 * Replacements that change nothing: kustomize passes over targets that are not there. What they replace must therefore hold
 * something else in the base.
 *
 * @param folder a copy of the overlay; it is changed and put back
 * @param objects what the overlay renders to
 */
export async function replacementFaults(folder: string, objects: readonly KubeObject[]): Promise<string[]> {
  const kustomization = await readKustomization(folder)
  const replacements = kustomization.replacements ?? []
  const faults: string[] = []
  for (const index of replacements.keys()) {
    await writeKustomization(folder, { ...kustomization, replacements: replacements.toSpliced(index, 1) })
    if (isDeepStrictEqual(await build(folder), objects)) faults.push(`replacement number ${index + 1} changes nothing`)
  }
  if (replacements.length > 0) await writeKustomization(folder, kustomization)
  return faults
}
