import { setTimeout } from 'node:timers/promises'
import { mainBranch } from '../git/main.ts'
import { type Forge, type PullRequest, shortened, type Status } from './port.ts'
import { allPages, restClient } from './rest.ts'

type GiteaPull = { number: number; title: string; body: string; html_url: string; user: { login: string }; base: { ref: string }; head: { ref: string; sha: string } }
type GiteaStatus = { context: string; status: string; description: string }
type GiteaComment = { id: number; user: { login: string }; body: string }

/** Where a forge is and which of its repositories is meant (`owner/name`). */
export type ForgePlace = { readonly address: string; readonly repository: string; readonly token: string }

/** The forge port on Gitea's API, version 1. Source: its /swagger.v1.json; tried with 1.26. */
export function gitea({ address, repository, token }: ForgePlace): Forge {
  const repo = `/repos/${repository}`
  const { ask, call, refusal } = restClient('Gitea', `${address.replace(/\/$/, '')}/api/v1`, { authorization: `token ${token}` })
  return {
    user: async () => ((await ask('GET', '/user')) as { login: string }).login,
    pullRequest: async (number) => pullRequest((await ask('GET', `${repo}/pulls/${number}`)) as GiteaPull),
    openPullRequest: async (branch, title, body) => pullRequest((await ask('POST', `${repo}/pulls`, { base: mainBranch, head: branch, title, body })) as GiteaPull),
    describe: async (number, title, body) => void (await ask('PATCH', `${repo}/pulls/${number}`, { title, body })),
    listOpen: async (prefix) => {
      const pulls = await allPages(50, async (page) => (await ask('GET', `${repo}/pulls?state=open&sort=newest&limit=50&page=${page}`)) as GiteaPull[])
      return pulls.filter(({ base }) => base.ref === mainBranch).map(pullRequest).filter(({ branch }) => branch.startsWith(prefix)).toSorted((a, b) => b.number - a.number)
    },
    comment: async (number, text) => void (await ask('POST', `${repo}/issues/${number}/comments`, { body: text })),
    comments: async (number) => (((await ask('GET', `${repo}/issues/${number}/comments`)) as GiteaComment[] | null) ?? []).map(({ id, user, body }) => ({ id, author: user.login, text: body })),
    editComment: async (id, text) => void (await ask('PATCH', `${repo}/issues/comments/${id}`, { body: text })),
    close: async (number) => void (await ask('PATCH', `${repo}/pulls/${number}`, { state: 'closed' })),
    deleteBranch: async (branch) => void (await ask('DELETE', `${repo}/branches/${encodeURIComponent(branch)}`)),
    setStatus: async (commit, context, state, description) => void (await ask('POST', `${repo}/statuses/${commit}`, { context, state, description: shortened(description) })),
    statuses: async (commit) => {
      const answer = (await ask('GET', `${repo}/commits/${commit}/status?limit=50`)) as { statuses: GiteaStatus[] | null }
      return (answer.statuses ?? []).map(({ context, status, description }): Status => ({ context, state: status, description }))
    },
    merge: async (number, commit) => {
      // A new pull request is checked for conflicts in the background; meanwhile merging answers 405 "Please try again later".
      for (let attempt = 1; ; attempt++) {
        const path = `${repo}/pulls/${number}/merge`
        const answer = await call('POST', path, { Do: 'merge', head_commit_id: commit })
        if (answer.ok) return
        const failure = await refusal(answer, 'POST', path)
        if (answer.status !== 405 || !/try again later/i.test(failure.message) || attempt === 60) throw failure
        await setTimeout(500)
      }
    },
  }
}

function pullRequest({ number, title, body, html_url, user, head }: GiteaPull): PullRequest {
  return { number, title, body, url: html_url, branch: head.ref, commit: head.sha, author: user.login }
}
