import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

type Pull = { number: number; title: string; body: string; state: string; html_url: string; user: { login: string }; base: { ref: string }; head: { ref: string; sha: string } }

/** A server that answers in the form that GitHub documents, with as much behind it as the forge port asks for. */
export type FakeGitHub = AsyncDisposable & {
  readonly address: string
  readonly token: string
  /** What was asked, as `METHOD /path`. */
  readonly asked: string[]
  /** The newest commit of each branch, as if it had been pushed. */
  readonly branches: Map<string, string>
}

/** Starts it with the repository `jari/jari`. */
export async function startGitHub(): Promise<FakeGitHub> {
  const token = 'ghp_test'
  const asked: string[] = []
  const branches = new Map<string, string>()
  const pulls: Pull[] = []
  const statuses: { sha: string; context: string; state: string; description: string }[] = []
  const comments: { id: number; issue: number; user: { login: string }; body: string }[] = []
  let busy = 1
  const answer = (method: string, path: string, query: URLSearchParams, body: Record<string, string>): [number, unknown] => {
    const page = <T>(list: T[]) => list.slice((Number(query.get('page') ?? 1) - 1) * 100, Number(query.get('page') ?? 1) * 100)
    const [, number = '', rest = ''] = /^\/repos\/jari\/jari\/pulls\/(\d+)(\/merge)?$/.exec(path) ?? []
    const pull = pulls.find((one) => one.number === Number(number))
    if (path === '/user') return [200, { login: 'jari-bot' }]
    if (path === '/repos/jari/jari/pulls' && method === 'GET') return [200, page(pulls.filter(({ state }) => state === 'open'))]
    if (path === '/repos/jari/jari/pulls') {
      if (!branches.has(body.head!)) return [422, { message: 'Validation Failed', errors: [{ resource: 'PullRequest', field: 'head', code: 'invalid' }] }]
      const made: Pull = { number: pulls.length + 1, title: body.title!, body: body.body!, state: 'open', html_url: `https://github.com/jari/jari/pull/${pulls.length + 1}`, user: { login: 'jari-bot' }, base: { ref: body.base! }, head: { ref: body.head!, sha: branches.get(body.head!)! } }
      pulls.push(made)
      return [201, made]
    }
    if (pull !== undefined && rest === '/merge') {
      if (busy-- > 0) return [405, { message: 'Base branch was modified. Review and try the merge again.' }]
      if (body.sha !== pull.head.sha) return [409, { message: 'Head branch was modified. Review and try the merge again.' }]
      pull.state = 'closed'
      return [200, { sha: pull.head.sha, merged: true, message: 'Pull Request successfully merged' }]
    }
    if (pull !== undefined && method === 'GET') return [200, pull]
    if (pull !== undefined && method === 'PATCH') return [200, Object.assign(pull, body)]
    const [, issue = ''] = /^\/repos\/jari\/jari\/issues\/(\d+)\/comments$/.exec(path) ?? []
    if (issue !== '' && method === 'GET') return [200, page(comments.filter((one) => one.issue === Number(issue)))]
    if (issue !== '') return [201, comments[comments.push({ id: 1000 + comments.length, issue: Number(issue), user: { login: 'jari-bot' }, body: body.body! }) - 1]]
    const [, comment = ''] = /^\/repos\/jari\/jari\/issues\/comments\/(\d+)$/.exec(path) ?? []
    if (comment !== '') return [200, Object.assign(comments.find(({ id }) => id === Number(comment))!, body)]
    const [, sha = ''] = /^\/repos\/jari\/jari\/(?:statuses|commits)\/([0-9a-f]+)/.exec(path) ?? []
    if (sha !== '' && method === 'POST') {
      if (body.description!.length > 140) return [422, { message: 'Validation Failed' }]
      return [201, statuses[statuses.push({ sha, context: body.context!, state: body.state!, description: body.description! }) - 1]]
    }
    if (sha !== '') return [200, { state: 'pending', statuses: [...new Map(statuses.filter((one) => one.sha === sha).map((one) => [one.context, one])).values()] }]
    const [, branch = ''] = /^\/repos\/jari\/jari\/git\/refs\/heads\/(.+)$/.exec(path) ?? []
    if (branch !== '') return branches.delete(decodeURIComponent(branch)) ? [204, undefined] : [422, { message: 'Reference does not exist' }]
    return [404, { message: 'Not Found', documentation_url: 'https://docs.github.com/rest' }]
  }
  const server = createServer((request, response) => void respond(request, response))
  async function respond(request: IncomingMessage, response: ServerResponse) {
    let text = ''
    for await (const part of request) text += String(part)
    const { pathname: asIs, searchParams } = new URL(request.url ?? '/', 'http://x')
    // any repository is the one that there is
    const pathname = asIs.replace(/^\/repos\/[^/]+\/[^/]+/, '/repos/jari/jari')
    asked.push(`${request.method} ${pathname}`)
    const right = request.headers.authorization === `Bearer ${token}` && request.headers['x-github-api-version'] === '2022-11-28'
    const [status, body] = right ? answer(request.method ?? 'GET', pathname, searchParams, text === '' ? {} : JSON.parse(text)) : [401, { message: 'Bad credentials' }]
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(body === undefined ? '' : JSON.stringify(body))
  }
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, token, asked, branches,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await once(server.close(), 'close')
    },
  }
}
