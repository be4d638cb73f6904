import type { Gitea } from './ask.ts'
import { moveOf, type Move, type Pull } from './pull.ts'

/** One release that went to one environment. */
export type Transition = { environment: string, kind: Move['kind'], release: string, at: string, by: string }

type Commit = { sha: string, commit: { message: string, author: { name: string, date: string } } }

/** Reads the last transitions, newest first: those the pipeline made by itself from its commits' trailers, those of prod from merged pull requests. */
export function historyReader(gitea: Gitea, branch: string, limit = 10) {
  const merged = new Map<number, Pull>()

  /** Gitea's list does not say who merged. What is merged stays as it is, so each is asked for once. */
  async function whole(pull: Pull): Promise<Pull> {
    const known = merged.get(pull.number) ?? await gitea.json<Pull>(`${gitea.repo}/pulls/${pull.number}`)
    merged.set(pull.number, known)
    return known
  }

  return async (): Promise<Transition[]> => {
    const [commits, pulls] = await Promise.all([
      gitea.json<Commit[] | null>(`${gitea.repo}/commits?sha=${encodeURIComponent(branch)}&path=gitops/overlays&limit=${limit}&stat=false&verification=false&files=false`),
      gitea.json<Pull[] | null>(`${gitea.repo}/pulls?state=closed&sort=recentupdate&limit=${limit}`),
    ])
    const own = (commits ?? []).map(transitionOf).filter((one) => one !== null && one.environment !== 'prod') as Transition[]
    const moves = (pulls ?? []).filter((pull) => pull.merged && moveOf(pull, 'prod', branch) !== null)
    const approved = (await Promise.all(moves.map(whole))).map((pull) => ({
      environment: 'prod', ...moveOf(pull, 'prod', branch)!, at: pull.merged_at!, by: pull.merged_by?.login ?? '?',
    }))
    return [...own, ...approved].toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at)).slice(0, limit)
  }
}

/** Reads the trailers `Jari-Environment` and `Jari-Release` of a commit; null for one that moves no environment. */
export function transitionOf({ commit }: Commit): Transition | null {
  const trailer = (name: string) => new RegExp(`^${name}: *(.+)$`, 'm').exec(commit.message)?.[1]?.trim()
  const environment = trailer('Jari-Environment')
  const release = trailer('Jari-Release')
  if (environment === undefined || release === undefined) return null
  // The id of the edit begins with the name of the step that made it.
  const kind = trailer('Jari-Edit')?.startsWith('rollback-') ? 'rollback' : 'promotion'
  return { environment, kind, release, at: commit.author.date, by: trailer('Jari-Promoted-By') ?? commit.author.name }
}
