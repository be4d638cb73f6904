import { build } from '../kustomize.ts'
import { type Patch, patchTitle, readKustomization, writeKustomization } from '../kustomization.ts'
import { containersOf, type KubeObject, podTemplateOf, titleOf } from '../object.ts'

const marker = 'jari.dev/patch-hits'

/**
 * Patches that name no `target:` or whose target hits nothing: kustomize passes over the latter in silence. kustomize itself
 * is asked, by a build in which the patch is replaced by one that leaves a mark.
 *
 * @param folder a copy of the kustomization whose patches are meant; it is changed and put back
 * @param root what is built to see the result: the folder itself, or one that includes it
 * @param makes whether a patch that makes a container, a volume or an object is a fault too
 */
export async function patchFaults(folder: string, root: string, makes: boolean): Promise<string[]> {
  const kustomization = await readKustomization(folder)
  const patches = kustomization.patches ?? []
  const buildWith = async (some: readonly Patch[]) => {
    await writeKustomization(folder, { ...kustomization, patches: some })
    return build(root)
  }
  const faults: string[] = []
  let before = patches.length > 0 && makes ? await buildWith([]) : []
  for (const [index, patch] of patches.entries()) {
    const title = patchTitle(patch, index)
    if (!patch.target) faults.push(`${title} has no target:`)
    else if (!(await buildWith([...patches.slice(0, index), marking(patch)])).some(isMarked)) faults.push(`${title} hits nothing`)
    if (!makes) continue
    const after = await buildWith(patches.slice(0, index + 1))
    const had = new Set(before.flatMap(partsOf))
    faults.push(...after.flatMap(partsOf).filter((part) => !had.has(part)).map((part) => `${title} makes ${part}, which the release lacks`))
    before = after
  }
  if (patches.length > 0) await writeKustomization(folder, kustomization)
  return faults
}

function marking({ target }: Patch): Patch {
  const mark = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'any', annotations: { [marker]: 'yes' } } }
  return { ...(target ? { target } : {}), patch: JSON.stringify(mark) }
}

const isMarked = (object: KubeObject) => object.metadata.annotations?.[marker] !== undefined

function partsOf(object: KubeObject): string[] {
  const title = titleOf(object)
  const template = podTemplateOf(object)
  if (!template) return [title]
  const containers = containersOf(template).map(({ name }) => `container ${name} of ${title}`)
  return [title, ...containers, ...(template.spec?.volumes ?? []).map(({ name }) => `volume ${name} of ${title}`)]
}
