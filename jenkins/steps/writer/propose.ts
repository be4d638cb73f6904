import { git, tryGit } from '../git/git.ts'
import { mainBranch } from '../git/main.ts'
import { Failure } from '../outcome.ts'
import { type Patience, patience } from './backoff.ts'
import { applyEdit, fetchBranch, makeCommit } from './commit.ts'
import type { Edit } from './edit.ts'
import { persist } from './persist.ts'
import { openWorkspace } from './workspace.ts'
import { takeTurn } from './turn.ts'
import { placeOf, type Remote, type Written } from './writer.ts'

/**
 * Puts the edit on a branch of its own, for a pull request to main. When the branch is there and merging it would still
 * give main plus the edit, nothing happens; otherwise it gets one more commit (joining main), so it too is never forced.
 * `nothing` also when main itself already says what the edit wants.
 */
export async function propose(remote: Remote, branch: string, edit: Edit, limits: Patience = patience): Promise<Written> {
  await using workspace = await openWorkspace(remote.checkout, remote.cache)
  const { folder } = workspace
  return await persist(limits, async (attempts): Promise<Written> => {
    await using _turn = await takeTurn(placeOf(remote))
    const main = await fetchBranch(folder, remote.url, mainBranch)
    if (main === undefined) throw new Failure(`${remote.url} has no branch ${mainBranch}`)
    const applied = await applyEdit(folder, edit, main)
    if (applied === undefined) return { outcome: 'nothing', commit: main, attempts }
    const before = await fetchBranch(folder, remote.url, branch)
    if (before !== undefined && (await mergedTree(folder, main, before)) === applied.tree) return { outcome: 'already', commit: before, attempts }
    const commit = await makeCommit(folder, applied, before === undefined ? [main] : [before, main])
    await git(folder, ['push', '--quiet', remote.url, `${commit}:refs/heads/${branch}`])
    return { outcome: 'written', commit, attempts }
  })
}

/** The tree that merging `branch` into `main` would give; undefined when they conflict. */
async function mergedTree(folder: string, main: string, branch: string): Promise<string | undefined> {
  const output = await tryGit(folder, ['merge-tree', '--write-tree', main, branch])
  return output.ok ? output.stdout.split('\n')[0] : undefined
}
