import { parseDiff, type FileDiff } from '../diff/parse.ts'
import { mark } from '../../../jenkins/steps/compare/text.ts'
import { SourceError } from '../request.ts'
import type { Sources } from '../sources.ts'
import type { Gitea } from './ask.ts'
import { passed, readChecks, type Check } from './checks.ts'
import { moveOf, type Pull } from './pull.ts'

/** A person's change that waits to be merged: an open pull request to main that moves no environment. */
export type Change = {
  number: number
  title: string
  author: string
  createdAt: string
  url: string
  /** The commit a person looks at and approves: 40 hex. */
  head: string
  checks: Check[]
  mergeable: boolean
  /** All required checks are green and it merges cleanly. */
  ready: boolean
}

/** A change with everything that is needed to judge it. `comparison` is what `jari compare` wrote on it, if it did. */
export type WholeChange = Change & { description: string, comparison: string | null, files: FileDiff[] }

/** More than these wait nowhere; the page shows the newest. */
const limit = 20

/** The changes that wait, newest first. */
export function changesReader(gitea: Gitea, source: Sources['gitea']): () => Promise<Change[]> {
  return async () => {
    const pulls = await gitea.json<Pull[] | null>(`${gitea.repo}/pulls?state=open&sort=newest&limit=50`)
    const mine = (pulls ?? []).filter((pull) => isChange(pull, source)).toSorted((a, b) => b.number - a.number)
    return await Promise.all(mine.slice(0, limit).map((pull) => changeOf(gitea, source, pull)))
  }
}

/** One open change; null when there is none of that number. */
export async function readChange(gitea: Gitea, source: Sources['gitea'], number: number): Promise<WholeChange | null> {
  const path = `${gitea.repo}/pulls/${number}`
  try {
    const pull = await gitea.json<Pull>(path)
    if (pull.state !== 'open' || !isChange(pull, source)) return null
    const [change, text, comments, me] = await Promise.all([
      changeOf(gitea, source, pull),
      gitea.text(`${path}.diff`),
      gitea.json<{ user: { login: string }, body: string }[] | null>(`${gitea.repo}/issues/${number}/comments`),
      gitea.json<{ login: string }>('/user'),
    ])
    const compared = comments?.find(({ user, body }) => user.login === me.login && body.startsWith(mark))
    return { ...change, description: pull.body, files: parseDiff(text), comparison: compared?.body ?? null }
  } catch (error) {
    if (error instanceof SourceError && error.status === 404) return null
    throw error
  }
}

/** Whether merging it brings something of people to main; what moves prod is shown as a promotion. */
export function isChange(pull: Pull, { branch }: Sources['gitea']): boolean {
  return pull.base.ref === branch && moveOf(pull, 'prod', branch) === null
}

async function changeOf(gitea: Gitea, source: Sources['gitea'], { number, title, user, created_at, head, mergeable }: Pull): Promise<Change> {
  const checks = await readChecks(gitea, source.branch, head.sha)
  return { number, title, author: user.login, createdAt: created_at, url: `${source.url}/${source.repository}/pulls/${number}`, head: head.sha, checks, mergeable, ready: mergeable && passed(checks) }
}
