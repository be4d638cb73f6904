import { setTimeout } from 'node:timers/promises'
import { mainBranch } from '../git/main.ts'
import { Failure } from '../outcome.ts'
import type { Forge, PullRequest } from './port.ts'

type GiteaPull = { number: number; title: string; html_url: string; user: { login: string }; head: { ref: string; sha: string } }
type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

/** Where a Gitea is and which of its repositories is meant (`owner/name`). */
export type GiteaPlace = { readonly address: string; readonly repository: string; readonly token: string }

/** The forge port on Gitea's API, version 1. Source: its /swagger.v1.json; tried with 1.26. */
export function gitea({ address, repository, token }: GiteaPlace): Forge {
  const repo = `/repos/${repository}`
  const call = async (method: Method, path: string, body?: unknown): Promise<Response> => {
    const headers = { authorization: `token ${token}`, accept: 'application/json', 'content-type': 'application/json' }
    return await fetch(`${address.replace(/\/$/, '')}/api/v1${path}`, { method, headers, signal: AbortSignal.timeout(20_000), ...(body === undefined ? {} : { body: JSON.stringify(body) }) }).catch((error: Error) => {
      throw new Failure(`Gitea at ${address} does not answer: ${(error.cause as Error | undefined)?.message ?? error.message}`)
    })
  }
  const ask = async (method: Method, path: string, body?: unknown): Promise<unknown> => {
    const answer = await call(method, path, body)
    if (!answer.ok) throw await refusal(answer, method, path)
    return answer.status === 204 || answer.headers.get('content-length') === '0' ? undefined : await answer.json().catch(() => undefined)
  }
  return {
    user: async () => ((await ask('GET', '/user')) as { login: string }).login,
    pullRequest: async (number) => pullRequest((await ask('GET', `${repo}/pulls/${number}`)) as GiteaPull),
    openPullRequest: async (branch, title, body) => pullRequest((await ask('POST', `${repo}/pulls`, { base: mainBranch, head: branch, title, body })) as GiteaPull),
    describe: async (number, title, body) => void (await ask('PATCH', `${repo}/pulls/${number}`, { title, body })),
    listOpen: async (prefix) => {
      const found: PullRequest[] = []
      for (let page = 1; ; page++) {
        const pulls = (await ask('GET', `${repo}/pulls?state=open&sort=newest&limit=50&page=${page}`)) as GiteaPull[]
        found.push(...pulls.map(pullRequest).filter(({ branch }) => branch.startsWith(prefix)))
        if (pulls.length < 50) return found.toSorted((a, b) => b.number - a.number)
      }
    },
    comment: async (number, text) => void (await ask('POST', `${repo}/issues/${number}/comments`, { body: text })),
    close: async (number) => void (await ask('PATCH', `${repo}/pulls/${number}`, { state: 'closed' })),
    deleteBranch: async (branch) => void (await ask('DELETE', `${repo}/branches/${encodeURIComponent(branch)}`)),
    status: async (commit, context) => {
      const { statuses } = (await ask('GET', `${repo}/commits/${commit}/status?limit=50`)) as { statuses: { context: string; status: string }[] | null }
      const state = statuses?.find((one) => one.context === context)?.status
      return state === undefined ? undefined : state === 'pending' || state === 'success' ? state : 'failure'
    },
    setStatus: async (commit, context, state, description) => void (await ask('POST', `${repo}/statuses/${commit}`, { context, state, description })),
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

function pullRequest({ number, title, html_url, user, head }: GiteaPull): PullRequest {
  return { number, title, url: html_url, branch: head.ref, commit: head.sha, author: user.login }
}

async function refusal(answer: Response, method: Method, path: string): Promise<Failure> {
  const text = await answer.text()
  const message = text.startsWith('{') ? (JSON.parse(text) as { message?: string }).message : text.slice(0, 200)
  const hint = answer.status === 401 ? ' (check JARI_FORGE_TOKEN)' : ''
  return new Failure(`Gitea answers ${answer.status} to ${method} ${path}${hint}: ${message ?? ''}`)
}
