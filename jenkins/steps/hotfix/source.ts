import { git, tryGit } from '../git/git.ts'
import { commitOf } from '../git/read.ts'
import { Failure } from '../outcome.ts'
import { machine } from '../writer/commit.ts'
import { persist } from '../writer/persist.ts'
import { patience } from '../writer/backoff.ts'
import { openWorkspace } from '../writer/workspace.ts'
import type { Remote } from '../writer/writer.ts'

/** The branch that keeps a fix's commit; it has to stay as long as the release is there. */
export const hotfixBranch = (sourceCommit: string) => `hotfix/${sourceCommit.slice(0, 12)}`

/**
 * Applies commits on top of `base`, in order, and pushes the result to a branch of its own; answers its newest commit. The same commits
 * on the same base give the same hash, so doing it again changes nothing. Throws a Failure naming the files that conflict.
 */
export async function hotfixSource(remote: Remote & { readonly checkout: string }, base: string, picks: readonly string[]): Promise<string> {
  await using workspace = await openWorkspace(remote.checkout, remote.cache)
  const { folder } = workspace
  for (const commit of [base, ...picks]) if ((await commitOf(folder, commit)) === undefined) throw new Failure(`commit ${commit.slice(0, 7)} is not in this clone: fetch it first${await shallowHint(remote.checkout)}`)
  await git(folder, ['sparse-checkout', 'disable'])
  await git(folder, ['checkout', '--quiet', '--force', '--detach', base])
  for (const pick of picks) await apply(folder, pick)
  const source = (await git(folder, ['rev-parse', 'HEAD'])).trim()
  await persist(patience, async () => await git(folder, ['push', '--quiet', remote.url, `${source}:refs/heads/${hotfixBranch(source)}`]))
  await git(remote.checkout, ['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', remote.url, `+refs/heads/${hotfixBranch(source)}:refs/jari/${hotfixBranch(source)}`])
  return source
}

async function apply(folder: string, pick: string): Promise<void> {
  const parents = (await git(folder, ['rev-list', '--parents', '-n1', pick])).trim().split(' ').length - 1
  const when = (await git(folder, ['log', '-1', '--format=%cI', pick])).trim()
  // -x says where it came from; of a merged pull request all that it brought is taken
  const output = await tryGit(folder, ['cherry-pick', '-x', ...(parents > 1 ? ['-m', '1'] : []), pick], { env: { ...machine, GIT_COMMITTER_DATE: when } })
  if (output.ok) return
  const files = (await git(folder, ['diff', '--name-only', '--diff-filter=U'])).trim().split('\n').filter((file) => file !== '')
  throw new Failure(files.length === 0 ? `commit ${pick.slice(0, 7)} cannot be picked: ${output.stderr.trim().split('\n')[0]}` : `commit ${pick.slice(0, 7)} does not fit the release: ${files.join(', ')} conflict (commit a fix that fits on a branch from the release's source commit, and pick that)`)
}

async function shallowHint(checkout: string): Promise<string> {
  return (await git(checkout, ['rev-parse', '--is-shallow-repository'])).trim() === 'true' ? ' (this clone is shallow: git fetch --unshallow)' : ''
}
