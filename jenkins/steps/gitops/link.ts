import { lstat, readlink, rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { Failure } from '../outcome.ts'
import { linkOf, linkTarget, releaseOfLink } from './layout.ts'

/** The release that the environment's link names in a checkout. */
export async function readLink(checkout: string, environment: string): Promise<string> {
  const link = join(checkout, linkOf(environment))
  const stat = await lstat(link).catch((error: NodeJS.ErrnoException) => {
    throw new Failure(error.code === 'ENOENT' ? `${linkOf(environment)} is missing` : error.message)
  })
  if (!stat.isSymbolicLink()) throw new Failure(`${linkOf(environment)} is no symbolic link`)
  return releaseOfLink(await readlink(link))
}

/** Makes the environment's link name `release`. */
export async function moveLink(checkout: string, environment: string, release: string): Promise<void> {
  const link = join(checkout, linkOf(environment))
  await rm(link, { force: true })
  await symlink(linkTarget(release), link)
}
