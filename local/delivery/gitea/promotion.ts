import { differenceOf, type Difference } from '../diff/object.ts'
import type { Sources } from '../sources.ts'
import type { Gitea } from './ask.ts'
import { passed, readChecks, type Check } from './checks.ts'
import { moveOf, type Move, type Pull } from './pull.ts'

/** The promotion of prod, or its rollback, that waits for approval. */
export type Promotion = {
  number: number
  title: string
  description: string
  kind: Move['kind']
  release: string
  /** The commit a person looks at and approves: 40 hex. */
  head: string
  url: string
  author: string
  createdAt: string
  checks: Check[]
  /** Who approved this very commit. */
  approvals: string[]
  /** All required checks are green and it merges cleanly. */
  ready: boolean
  mergeable: boolean
  difference: Difference | null
}

type Review = { state: string, stale: boolean, dismissed: boolean, user: { login: string } | null }

/** Reads what waits for prod: a rollback before a promotion, the newest of each. Differences are kept by commit: they never change. */
export function promotionReader(gitea: Gitea, source: Sources['gitea'], environment = 'prod') {
  const differences = new Map<string, Difference>()

  async function difference({ number, head }: Pull): Promise<Difference | null> {
    const known = differences.get(head.sha)
    if (known !== undefined) return known
    const text = await gitea.text(`${gitea.repo}/pulls/${number}.diff`)
    // Somebody may have pushed in between: then this is the difference of another commit, and is read again next time.
    const now = await gitea.json<Pull>(`${gitea.repo}/pulls/${number}`)
    if (now.head.sha !== head.sha) return null
    differences.clear()
    const read = differenceOf(text, environment)
    differences.set(head.sha, read)
    return read
  }

  return async (): Promise<Promotion | null> => {
    const pulls = await gitea.json<Pull[] | null>(`${gitea.repo}/pulls?state=open&sort=recentupdate&limit=50`)
    const waiting = (pulls ?? []).flatMap((pull) => {
      const move = moveOf(pull, environment, source.branch)
      return move === null ? [] : [{ pull, move }]
    })
    const [first] = waiting.toSorted((a, b) => Number(b.move.kind === 'rollback') - Number(a.move.kind === 'rollback') || b.pull.number - a.pull.number)
    if (first === undefined) return null
    const { pull, move } = first
    const { number, head } = pull
    const [checks, reviews, read] = await Promise.all([
      readChecks(gitea, source.branch, head.sha),
      gitea.json<Review[] | null>(`${gitea.repo}/pulls/${number}/reviews`),
      difference(pull),
    ])
    const approving = (reviews ?? []).filter(({ state, stale, dismissed }) => state === 'APPROVED' && !stale && !dismissed)
    return {
      number, head: head.sha, title: pull.title, description: pull.body,
      kind: move.kind, release: move.release,
      url: `${source.url}/${source.repository}/pulls/${number}`,
      author: pull.user.login, createdAt: pull.created_at, mergeable: pull.mergeable, checks,
      approvals: [...new Set(approving.map(({ user }) => user?.login ?? '?'))],
      ready: pull.mergeable && passed(checks),
      difference: read,
    }
  }
}
