import { git, tryGit } from '../git/git.ts'
import { mainBranch } from '../git/main.ts'
import { commitOf } from '../git/read.ts'
import { Failure } from '../outcome.ts'
import { type Patience, patience } from '../writer/backoff.ts'
import { fetchRef, machine } from '../writer/commit.ts'
import { persist } from '../writer/persist.ts'
import { takeTurn } from '../writer/turn.ts'
import { openWorkspace } from '../writer/workspace.ts'
import { placeOf, type Remote } from '../writer/writer.ts'
import { lineOf, type Outcome, outcomesIn, says } from './outcome.ts'
import { notesRef } from './read.ts'

/**
 * Adds an outcome to the note of the commit that moved the environment, as the writer adds commits to main: after any rejection
 * again from what the remote has, and never twice. Answers whether the note is new.
 */
export async function recordOutcome(remote: Remote, commit: string, outcome: Outcome, limits: Patience = patience): Promise<boolean> {
  await using workspace = await openWorkspace(remote.checkout, remote.cache)
  const { folder } = workspace
  return await persist(limits, async () => {
    await using _turn = await takeTurn(placeOf(remote))
    if ((await commitOf(folder, commit)) === undefined) await fetchRef(folder, remote.url, `refs/heads/${mainBranch}`, 'refs/tips/main')
    if ((await commitOf(folder, commit)) === undefined) throw new Failure(`commit ${commit.slice(0, 7)} is not on main: its outcome cannot be noted`)
    await fetchRef(folder, remote.url, notesRef, notesRef)
    const note = await tryGit(folder, ['notes', `--ref=${notesRef}`, 'show', commit])
    if (note.ok && says(outcomesIn(note.stdout), outcome)) return false
    await git(folder, ['notes', `--ref=${notesRef}`, 'append', '-m', lineOf(outcome), commit], { env: machine })
    await git(folder, ['push', '--quiet', remote.url, `${notesRef}:${notesRef}`])
    return true
  })
}
