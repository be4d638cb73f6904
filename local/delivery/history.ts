import type { Board } from '../../jenkins/steps/board/collect.ts'
import type { Past } from '../../jenkins/steps/board/row.ts'
import type { Merged } from './gitea/merged.ts'

/** One release that went to one environment, with who did it. */
export type Transition = Past & {
  environment: string
  kind: 'promotion' | 'rollback'
  /** Whose act it was: who merged it, else who asked for it. */
  by: string
  /** Who asked for it, where somebody else merged it. */
  askedBy: string | null
  approvals: readonly string[]
  pull: { number: number, url: string } | null
}

/** What happened in every environment, newest first: from git, with the accounts as Gitea knows them. */
export function historyOf(board: Board, merged: ReadonlyMap<string, Merged>): Transition[] {
  const all = board.environments.flatMap(({ environment, history }) => history.map((past): Transition => {
    const pull = merged.get(past.commit)
    const by = pull?.by ?? past.mergedBy ?? past.by
    return {
      ...past, environment, by,
      kind: past.isRollback ? 'rollback' : 'promotion',
      askedBy: past.by === by ? null : past.by,
      approvals: pull?.approvals ?? [],
      pull: pull === undefined ? null : { number: pull.number, url: pull.url },
    }
  }))
  return all.toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))
}
