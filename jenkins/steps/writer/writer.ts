import { git } from '../git/git.ts'
import { mainBranch } from '../git/main.ts'
import { Failure } from '../outcome.ts'
import { type Patience, patience } from './backoff.ts'
import { applyEdit, fetchBranch, findEdit, makeCommit } from './commit.ts'
import type { Edit } from './edit.ts'
import { persist } from './persist.ts'
import { takeTurn } from './turn.ts'
import { openWorkspace, workspacesFolder } from './workspace.ts'

export type Written = {
  /** `written`: a commit landed. `nothing`: the tip already says it. `already`: an earlier attempt had landed. */
  readonly outcome: 'written' | 'nothing' | 'already'
  /** The commit that holds the edit; the tip when there was nothing to do. */
  readonly commit: string
  readonly attempts: number
}

/** Between which steps of a write somebody may look on (or, in tests, end the process). */
export type Point = 'opened' | 'fetched' | 'looked' | 'applied' | 'committed' | 'pushed'

export type Remote = {
  /** Where to fetch and push, without credentials. */
  readonly url: string
  /** A checkout whose objects are borrowed, so that little is fetched. */
  readonly checkout?: string
  /** Where the private repositories are made (default: the temporary folder). Writers that share it take turns. */
  readonly cache?: string
  readonly trace?: (point: Point) => void
}

/**
 * The one writer of main: fetch, apply the edit, commit, push; after any rejection again from the new tip, where the edit is applied anew.
 * Text is never rebased, nothing is ever forced, and the edit's id in the history makes it land exactly once.
 * Throws what the edit throws, or a Failure when the remote refuses for good or patience ends.
 */
export async function write(remote: Remote, edit: Edit, limits: Patience = patience): Promise<Written> {
  await using workspace = await openWorkspace(remote.checkout, remote.cache)
  const { folder } = workspace
  const { trace = () => {} } = remote
  trace('opened')
  return await persist(limits, async (attempts): Promise<Written> => {
    await using _turn = await takeTurn(placeOf(remote))
    const tip = await fetchBranch(folder, remote.url, mainBranch)
    if (tip === undefined) throw new Failure(`${remote.url} has no branch ${mainBranch}`)
    trace('fetched')
    const landed = await findEdit(folder, edit, tip)
    if (landed !== undefined) return { outcome: 'already', commit: landed, attempts }
    trace('looked')
    const applied = await applyEdit(folder, edit, tip)
    if (applied === undefined) return { outcome: 'nothing', commit: tip, attempts }
    trace('applied')
    const commit = await makeCommit(folder, applied, [tip])
    trace('committed')
    await git(folder, ['push', '--quiet', remote.url, `${commit}:refs/heads/${mainBranch}`])
    trace('pushed')
    return { outcome: 'written', commit, attempts }
  })
}

/** Writers of one place take turns. */
export const placeOf = ({ url, cache = workspacesFolder }: Remote) => `${url} ${cache}`
