import { isDeepStrictEqual } from 'node:util'
import { YAMLError } from 'yaml'
import { type Board, boardAt } from '../../../jenkins/steps/board/collect.ts'
import { commitsOf } from '../../../jenkins/steps/board/commits.ts'
import { Failure } from '../../../jenkins/steps/outcome.ts'
import { notesAt, notesRef } from '../../../jenkins/steps/outcomes/read.ts'
import { SourceError } from '../request.ts'
import type { Mirror } from './mirror.ts'

/** Over how many days the figures count. */
const days = 30

/**
 * Reads what git alone tells: what `jari board` tells. It is read anew when main or the notes moved, and once a minute, since freezes
 * begin and end by the clock. Throws SourceError with the cause when something on main cannot be read.
 */
export function ledgerReader(mirror: Mirror, now: () => number = Date.now): () => Promise<Board> {
  const commits = commitsOf(mirror.folder)
  let last: { key: string, board: Board } | undefined
  return async () => {
    try {
      const { tip, notes } = await mirror.fresh()
      const key = `${tip} ${notes} ${Math.floor(now() / 60_000)}`
      if (last?.key === key) return last.board
      const read = await boardAt(mirror.folder, tip, await notesAt(mirror.folder, notesRef), new Date(now()), days, commits)
      // readers compare what they are given: when nothing but the time has changed, they get the same
      const board = last !== undefined && isDeepStrictEqual({ ...read, at: '' }, { ...last.board, at: '' }) ? last.board : read
      last = { key, board }
      return board
    } catch (error) {
      if (error instanceof Failure || error instanceof YAMLError) throw new SourceError('git', null, error.message, { cause: error })
      throw error
    }
  }
}
