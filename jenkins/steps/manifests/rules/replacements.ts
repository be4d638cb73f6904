import { isDeepStrictEqual } from 'node:util'
import { build } from '../kustomize.ts'
import { readKustomization, writeKustomization } from '../kustomization.ts'

/**
 * Replacements that change nothing: kustomize passes over targets that are not there. What they replace must therefore hold
 * something else in the base.
 *
 * @param folder a copy of the kustomization; it is changed and put back
 */
export async function replacementFaults(folder: string): Promise<string[]> {
  const kustomization = await readKustomization(folder)
  const replacements = kustomization.replacements ?? []
  if (replacements.length === 0) return []
  const whole = await build(folder)
  const faults: string[] = []
  for (const index of replacements.keys()) {
    await writeKustomization(folder, { ...kustomization, replacements: replacements.toSpliced(index, 1) })
    if (isDeepStrictEqual(await build(folder), whole)) faults.push(`replacement number ${index + 1} changes nothing`)
  }
  await writeKustomization(folder, kustomization)
  return faults
}
