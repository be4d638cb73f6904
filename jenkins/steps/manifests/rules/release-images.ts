import { isDeepStrictEqual } from 'node:util'
import { build } from '../kustomize.ts'
import { type Image, type Kustomization, readKustomization, writeKustomization } from '../kustomization.ts'
import { containersOf, podTemplateOf } from '../object.ts'

/**
 * The `images:` of a release: the same list in base and in each component, and exactly the images that their pods name.
 *
 * @param parts the folders of a copy of base and components; they are changed and put back
 * @param root a folder whose build has them all
 */
export async function releaseImageFaults(parts: readonly string[], root: string): Promise<string[]> {
  const kustomizations: Kustomization[] = []
  for (const part of parts) kustomizations.push(await readKustomization(part))
  const lists = kustomizations.map(({ images }) => images ?? [])
  const first = lists[0] ?? []
  const faults = lists.flatMap((list, index) => (isDeepStrictEqual(list, first) ? [] : [`images: of ${partName(parts[index])} differ from those of ${partName(parts[0])}`]))
  for (const [index, part] of parts.entries()) await writeKustomization(part, { ...kustomizations[index], images: [] })
  const templates = (await build(root)).map(podTemplateOf).filter((template) => template !== undefined)
  for (const [index, part] of parts.entries()) await writeKustomization(part, kustomizations[index] ?? {})
  const used = new Set(templates.flatMap(containersOf).map(({ image }) => image ?? ''))
  const set = new Set(first.map(({ name }: Image) => name))
  for (const name of [...used].filter((name) => !set.has(name)).sort()) faults.push(`images: lacks ${name}, which a pod names`)
  for (const name of [...set].filter((name) => !used.has(name)).sort()) faults.push(`images: sets ${name}, which no pod names`)
  return faults
}

const partName = (folder = '') => folder.split('/').slice(folder.endsWith('/base') ? -1 : -2).join('/')
