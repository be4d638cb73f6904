import { existsSync } from 'node:fs'
import { readlink } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { Failure } from '../outcome.ts'
import { releaseOfLink } from '../gitops/layout.ts'
import { readKustomization } from './kustomization.ts'
import { build } from './kustomize.ts'
import type { KubeObject } from './object.ts'
import { withOverlayCopy } from './overlay-copy.ts'

export type RenderOptions = {
  /** Another release than the one that the link names: its id, or the absolute path of its folder. */
  readonly release?: string
}

/**
 * The objects an environment gets: what `kustomize build` makes of its overlay, on the release it runs or on another one.
 * The checkout is not touched.
 *
 * @param overlay the overlay's folder, `…/gitops/overlays/<environment>`
 * @throws Failure when the release does not exist or kustomize refuses; the first line names the cause
 */
export async function render(overlay: string, { release }: RenderOptions = {}): Promise<KubeObject[]> {
  const folder = await releaseFolderOf(overlay, release)
  const { resources = [], components = [] } = await readKustomization(overlay)
  for (const part of [...resources, ...components])
    if (part.startsWith('release/') && !existsSync(join(folder, part.slice('release/'.length))))
      throw new Failure(`gitops/overlays/${basename(resolve(overlay))} names ${part}, which release ${basename(folder)} does not have`)
  return release === undefined ? build(resolve(overlay)) : withOverlayCopy(resolve(overlay), folder, build)
}

/** The folder of the release that an overlay's link names, or of the one given instead; it exists. */
export async function releaseFolderOf(overlay: string, release?: string): Promise<string> {
  const environment = basename(resolve(overlay))
  const releases = join(dirname(dirname(resolve(overlay))), 'releases')
  if (release !== undefined) {
    const folder = resolve(releases, release)
    if (!existsSync(join(folder, 'base'))) throw new Failure(`release ${basename(folder)} does not exist (there is no ${folder}/base)`)
    return folder
  }
  const target = await readlink(join(overlay, 'release')).catch((error: NodeJS.ErrnoException) => {
    const problem = error.code === 'EINVAL' ? 'is no symbolic link' : error.code === 'ENOENT' ? 'is missing' : error.message
    throw new Failure(`gitops/overlays/${environment}/release ${problem}`)
  })
  const folder = join(releases, releaseOfLink(target))
  if (resolve(overlay, target) !== folder)
    throw new Failure(`gitops/overlays/${environment}/release names "${target}", which is no folder in gitops/releases`)
  if (!existsSync(join(folder, 'base')))
    throw new Failure(`gitops/overlays/${environment}/release names release ${basename(folder)}, which does not exist`)
  return folder
}
