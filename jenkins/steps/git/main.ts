import { Failure } from '../outcome.ts'
import type { Settings } from '../settings.ts'
import { git } from './git.ts'
import { commitOf } from './read.ts'

/** The branch that everything is delivered from. */
export const mainBranch = 'main'

/**
 * The newest commit of the remote's main, its objects fetched into the checkout (no branch or file of it is touched).
 * Without JARI_GIT_URL the checkout's own HEAD: good for looking, never for writing.
 */
export async function mainTip(checkout: string, settings: Settings): Promise<string> {
  const url = settings.optional('JARI_GIT_URL')
  if (url === undefined) return headOf(checkout)
  const ref = 'refs/jari/main'
  await git(checkout, ['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', url, `+refs/heads/${mainBranch}:${ref}`])
  const tip = await commitOf(checkout, ref)
  if (tip === undefined) throw new Failure(`${url} has no branch ${mainBranch}`)
  return tip
}

/** The commit that the checkout stands at. */
export async function headOf(checkout: string): Promise<string> {
  const head = await commitOf(checkout, 'HEAD')
  if (head === undefined) throw new Failure(`${checkout} is no git checkout with a commit`)
  return head
}
