import { build } from '../kustomize.ts'
import { type Patch, patchTitle, readKustomization, writeKustomization } from '../kustomization.ts'
import { containersOf, type KubeObject, podTemplateOf, titleOf } from '../object.ts'

/**
 * Patches that name no `target:` or whose target hits nothing: kustomize passes over the latter in silence. kustomize itself is
 * asked, by a build in which each patch comes after one of the same target that leaves a mark.
 *
 * @param folder a copy of the kustomization whose patches are meant; it is changed and put back
 * @param root what is built to see the result: the folder itself, or one that includes it
 */
export async function patchTargetFaults(folder: string, root: string): Promise<string[]> {
  const kustomization = await readKustomization(folder)
  const patches = kustomization.patches ?? []
  if (patches.length === 0) return []
  const marked = patches.flatMap((patch, index) => (patch.target ? [markOf(patch, index), patch] : [patch]))
  await writeKustomization(folder, { ...kustomization, patches: marked })
  const marks = new Set((await build(root)).flatMap(({ metadata }) => Object.keys(metadata.annotations ?? {})))
  await writeKustomization(folder, kustomization)
  return patches.flatMap((patch, index) => {
    if (!patch.target) return [`${patchTitle(patch, index)} has no target:`]
    return marks.has(markName(index)) ? [] : [`${patchTitle(patch, index)} hits nothing`]
  })
}

/**
 * Patches of an overlay that make a container, a volume or an object which the release lacks.
 *
 * @param folder a copy of the overlay; it is changed and put back
 * @param objects what the overlay renders to
 */
export async function patchMakesFaults(folder: string, objects: readonly KubeObject[]): Promise<string[]> {
  const kustomization = await readKustomization(folder)
  const patches = kustomization.patches ?? []
  const partsWith = async (count: number) => {
    await writeKustomization(folder, { ...kustomization, patches: patches.slice(0, count) })
    return new Set((await build(folder)).flatMap(partsOf))
  }
  let before = await partsWith(0)
  const faults: string[] = []
  if (objects.flatMap(partsOf).some((part) => !before.has(part)))
    for (const [index, patch] of patches.entries()) {
      const after = await partsWith(index + 1)
      faults.push(...[...after].filter((part) => !before.has(part)).map((part) => `${patchTitle(patch, index)} makes ${part}, which the release lacks`))
      before = after
    }
  await writeKustomization(folder, kustomization)
  return faults
}

const markName = (index: number) => `jari.dev/hit-by-patch-${index}`

function markOf({ target }: Patch, index: number): Patch {
  const mark = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'any', annotations: { [markName(index)]: 'yes' } } }
  return { ...(target ? { target } : {}), patch: JSON.stringify(mark) }
}

function partsOf(object: KubeObject): string[] {
  const title = titleOf(object)
  const template = podTemplateOf(object)
  if (!template) return [title]
  const containers = containersOf(template).map(({ name }) => `container ${name} of ${title}`)
  return [title, ...containers, ...(template.spec?.volumes ?? []).map(({ name }) => `volume ${name} of ${title}`)]
}
