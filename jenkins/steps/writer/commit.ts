import { git, GitFailure, tryGit } from '../git/git.ts'
import { commitOf } from '../git/read.ts'
import { isMachineWritten } from '../gitops/layout.ts'
import { type Edit, editTrailer, messageText } from './edit.ts'

/** Brings `branch` of `url` into the private repository and answers its tip; undefined when the remote has no such branch. */
export async function fetchBranch(folder: string, url: string, branch: string): Promise<string | undefined> {
  return await fetchRef(folder, url, `refs/heads/${branch}`, `refs/tips/${branch}`)
}

/** Brings any ref of `url` into a repository under another name and answers its commit; undefined when the remote has none. */
export async function fetchRef(folder: string, url: string, ref: string, as: string): Promise<string | undefined> {
  const output = await tryGit(folder, ['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', url, `+${ref}:${as}`])
  if (output.ok) return await commitOf(folder, as)
  if (/couldn't find remote ref/.test(output.stderr)) return undefined
  throw new GitFailure('fetch', output)
}

/**
 * The commit after the edit's base and up to `tip` that is the edit, or undefined. A trailer can be written by anybody, so it counts only
 * on a commit that can be the writer's: by the machine, and of files that nobody else may write to main (a pull request that touches
 * them is refused by its gates).
 */
export async function findEdit(folder: string, edit: Edit, tip: string): Promise<string | undefined> {
  const since = edit.base !== undefined && (await commitOf(folder, edit.base)) !== undefined ? [`^${edit.base}`] : []
  const format = `--format=%H %ae %(trailers:key=${editTrailer},valueonly,separator=%x20)`
  const log = await git(folder, ['log', '--no-merges', `--grep=^${editTrailer}: `, format, tip, ...since])
  for (const [commit = '', author, ...ids] of log.split('\n').map((line) => line.trim().split(' ')))
    if (ids.includes(edit.id) && author === machine.GIT_AUTHOR_EMAIL && (await isMachines(folder, commit))) return commit
  return undefined
}

async function isMachines(folder: string, commit: string): Promise<boolean> {
  const files = (await git(folder, ['diff-tree', '-r', '--no-commit-id', '--name-only', '-z', commit])).split('\0').filter((file) => file !== '')
  return files.length > 0 && files.every(isMachineWritten)
}

export type Applied = { readonly tree: string; readonly text: string }

/** Applies the edit to a fresh checkout of `tip`; undefined when it changes nothing. */
export async function applyEdit(folder: string, edit: Edit, tip: string): Promise<Applied | undefined> {
  await git(folder, ['checkout', '--quiet', '--force', '--detach', tip])
  await git(folder, ['clean', '--quiet', '-ffdx'])
  const message = await edit.apply(folder, tip)
  if (message === undefined) return undefined
  await git(folder, ['add', '--all', '--force', '--', 'gitops'])
  const tree = (await git(folder, ['write-tree'])).trim()
  const before = (await git(folder, ['rev-parse', `${tip}^{tree}`])).trim()
  return tree === before ? undefined : { tree, text: messageText(edit.id, message) }
}

/** Makes a commit of the machine's and answers its hash; no branch moves. */
export async function makeCommit(folder: string, { tree, text }: Applied, parents: readonly string[]): Promise<string> {
  return (await git(folder, ['commit-tree', tree, ...parents.flatMap((parent) => ['-p', parent])], { input: text, env: machine })).trim()
}

/** By whom the machine's commits are. */
export const machine = {
  GIT_AUTHOR_NAME: 'pipeline', GIT_AUTHOR_EMAIL: 'pipeline@jari.invalid',
  GIT_COMMITTER_NAME: 'pipeline', GIT_COMMITTER_EMAIL: 'pipeline@jari.invalid',
}
