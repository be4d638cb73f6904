import { setTimeout } from 'node:timers/promises'
import { mainBranch } from '../git/main.ts'
import type { ForgePlace } from './gitea.ts'
import { type Forge, type PullRequest, shortened, type Status } from './port.ts'
import { allPages, restClient } from './rest.ts'

type GitHubPull = { number: number; title: string; body: string | null; html_url: string; user: { login: string }; head: { ref: string; sha: string } }
type GitHubStatus = { context: string; state: string; description: string | null }
type GitHubComment = { id: number; user: { login: string }; body: string }

/**
 * The forge port on GitHub's REST API, version 2022-11-28. Source: its documentation ("REST API endpoints for pull requests",
 * "… for commit statuses", "… for issue comments", "… for Git references"). Not run here against GitHub itself: tested against a
 * server that answers in the documented form. `address` is https://api.github.com, or https://HOST/api/v3 of an Enterprise Server.
 */
export function github({ address, repository, token }: ForgePlace): Forge {
  const repo = `/repos/${repository}`
  const headers = { authorization: `Bearer ${token}`, accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28', 'user-agent': 'jari' }
  const { ask, call, refusal } = restClient('GitHub', address.replace(/\/$/, ''), headers)
  return {
    user: async () => ((await ask('GET', '/user')) as { login: string }).login,
    pullRequest: async (number) => pullRequest((await ask('GET', `${repo}/pulls/${number}`)) as GitHubPull),
    openPullRequest: async (branch, title, body) => pullRequest((await ask('POST', `${repo}/pulls`, { base: mainBranch, head: branch, title, body })) as GitHubPull),
    describe: async (number, title, body) => void (await ask('PATCH', `${repo}/pulls/${number}`, { title, body })),
    listOpen: async (prefix) => {
      const pulls = await allPages(100, async (page) => (await ask('GET', `${repo}/pulls?state=open&base=${mainBranch}&per_page=100&page=${page}`)) as GitHubPull[])
      return pulls.map(pullRequest).filter(({ branch }) => branch.startsWith(prefix)).toSorted((a, b) => b.number - a.number)
    },
    comment: async (number, text) => void (await ask('POST', `${repo}/issues/${number}/comments`, { body: text })),
    comments: async (number) => {
      const found = await allPages(100, async (page) => (await ask('GET', `${repo}/issues/${number}/comments?per_page=100&page=${page}`)) as GitHubComment[])
      return found.map(({ id, user, body }) => ({ id, author: user.login, text: body }))
    },
    editComment: async (id, text) => void (await ask('PATCH', `${repo}/issues/comments/${id}`, { body: text })),
    close: async (number) => void (await ask('PATCH', `${repo}/pulls/${number}`, { state: 'closed' })),
    deleteBranch: async (branch) => void (await ask('DELETE', `${repo}/git/refs/heads/${branch.split('/').map(encodeURIComponent).join('/')}`)),
    setStatus: async (commit, context, state, description) => void (await ask('POST', `${repo}/statuses/${commit}`, { context, state, description: shortened(description) })),
    statuses: async (commit) => {
      const { statuses } = (await ask('GET', `${repo}/commits/${commit}/status?per_page=100`)) as { statuses: GitHubStatus[] }
      return statuses.map(({ context, state, description }): Status => ({ context, state, description: description ?? '' }))
    },
    merge: async (number, commit) => {
      // 405 while GitHub has not yet made up its mind, or when main has just moved; anything else it means
      for (let attempt = 1; ; attempt++) {
        const path = `${repo}/pulls/${number}/merge`
        const answer = await call('PUT', path, { sha: commit, merge_method: 'merge' })
        if (answer.ok) return
        const failure = await refusal(answer, 'PUT', path)
        if (answer.status !== 405 || !/base branch was modified|not mergeable|try again/i.test(failure.message) || attempt === 10) throw failure
        await setTimeout(1_000)
      }
    },
  }
}

function pullRequest({ number, title, body, html_url, user, head }: GitHubPull): PullRequest {
  return { number, title, body: body ?? '', url: html_url, branch: head.ref, commit: head.sha, author: user.login }
}
