import type { Sources } from '../sources.ts'
import type { Gitea } from './ask.ts'
import { moveOf, type Pull } from './pull.ts'

/** What Gitea knows of a pull request that moved prod, and git does not: the accounts. */
export type Merged = { number: number, url: string, by: string, approvals: string[] }

type Review = { state: string, user: { login: string } | null }

/** Reads the last pull requests that moved prod, by their merge commit. What is merged stays as it is, so each is asked for once. */
export function mergedReader(gitea: Gitea, source: Sources['gitea'], environment = 'prod', limit = 30) {
  const known = new Map<number, Promise<[string, Merged]>>()

  async function whole({ number }: Pull): Promise<[string, Merged]> {
    // the list does not say who merged
    const [pull, reviews] = await Promise.all([
      gitea.json<Pull>(`${gitea.repo}/pulls/${number}`),
      gitea.json<Review[] | null>(`${gitea.repo}/pulls/${number}/reviews`),
    ])
    const approving = (reviews ?? []).filter(({ state }) => state === 'APPROVED').map(({ user }) => user?.login ?? '?')
    return [pull.merge_commit_sha ?? '', { number, url: `${source.url}/${source.repository}/pulls/${number}`, by: pull.merged_by?.login ?? '?', approvals: [...new Set(approving)] }]
  }

  return async (): Promise<ReadonlyMap<string, Merged>> => {
    const pulls = await gitea.json<Pull[] | null>(`${gitea.repo}/pulls?state=closed&sort=recentupdate&limit=${limit}`)
    const moved = (pulls ?? []).filter((pull) => pull.merged && moveOf(pull, environment, source.branch) !== null)
    return new Map(await Promise.all(moved.map((pull) => {
      const asked = known.get(pull.number) ?? whole(pull)
      known.set(pull.number, asked)
      asked.catch(() => known.delete(pull.number))
      return asked
    })))
  }
}
