import { cp, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'

/**
 * Does `work` on a copy of an overlay whose link names another release, then removes the copy. What lies beside the overlay
 * can be reached from the copy by the same relative paths; the checkout is not touched.
 *
 * @param overlay the overlay's folder, `…/gitops/overlays/<environment>`
 * @param release the folder of the release that the copy's link names
 */
export async function withOverlayCopy<T>(overlay: string, release: string, work: (copy: string) => Promise<T>): Promise<T> {
  const overlays = dirname(resolve(overlay))
  const gitops = dirname(overlays)
  const temporary = await mkdtemp(join(tmpdir(), 'jari-overlay-'))
  try {
    await mkdir(join(temporary, 'gitops', 'overlays'), { recursive: true })
    for (const name of await readdir(gitops)) if (name !== basename(overlays)) await symlink(join(gitops, name), join(temporary, 'gitops', name))
    for (const name of await readdir(overlays))
      if (name !== basename(overlay)) await symlink(join(overlays, name), join(temporary, 'gitops', 'overlays', name))
    const copy = join(temporary, 'gitops', 'overlays', basename(overlay))
    await cp(overlay, copy, { recursive: true, filter: (path) => path !== join(overlay, 'release') })
    await symlink(resolve(release), join(copy, 'release'))
    return await work(copy)
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}
