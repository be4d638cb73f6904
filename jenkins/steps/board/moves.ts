import type { Commit } from '../git/read.ts'
import type { Commits } from './commits.ts'
import type { Transition } from './transitions.ts'

/** A transition with what it changed against the one before it. */
export type Move = Transition & {
  /** What people had changed that the environment did not have, newest first. */
  readonly brought: readonly Commit[]
  /** What it had and then has no more: of a step back. */
  readonly takenBack: readonly Commit[]
  /** The first release that runs there: it brings the whole history, which says nothing about how long a change takes. */
  readonly isFirst: boolean
}

/** Each transition but the oldest one given, which only says what the next is compared with unless it is the environment's very first. */
export async function movesOf(transitions: readonly Transition[], commits: Commits): Promise<Move[]> {
  return await Promise.all(transitions.map(async (transition, index): Promise<Move> => {
    const { contents } = transition
    const before = transitions[index + 1]?.contents
    const nothing = { ...transition, brought: [], takenBack: [], isFirst: before === undefined }
    if (contents === undefined) return nothing
    // of the first release, and of one that takes single services of another, git's ranges do not say what is new
    if (before === undefined || contents.partial !== undefined) return { ...nothing, brought: await commits.these(contents.changes.map(({ commit }) => commit)) }
    const brought = (await commits.between(before.sourceCommit, contents.sourceCommit)) ?? []
    const takenBack = (await commits.between(contents.sourceCommit, before.sourceCommit)) ?? []
    // somebody may have gone back without the step, by reverting a commit
    return { ...nothing, brought, takenBack, isRollback: transition.isRollback || (brought.length === 0 && takenBack.length > 0) }
  }))
}
