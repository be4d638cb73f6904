import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Platform } from './platform.ts'
import { paths } from './platform.ts'

const repository = '/api/v1/repos/jari/jari'

type PullRequest = { number: number; title: string; html_url: string; head: { ref: string; sha: string } }

/** The local Gitea as one of its users sees it; the password is read from the platform's secrets. */
export class Forge {
  readonly #address: string
  readonly #authorization: string

  private constructor(address: string, authorization: string) {
    this.#address = address
    this.#authorization = authorization
  }

  /** Opens the forge as `user`; throws if the platform has no password for it. */
  static async as(platform: Platform, user: string): Promise<Forge> {
    const password = (await readFile(join(paths(platform).secrets, `${user}.password`), 'utf8')).trim()
    return new Forge(`http://127.0.0.1:${platform.ports.gitea}`, `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`)
  }

  async #request(method: string, path: string, body?: unknown): Promise<Response> {
    return fetch(`${this.#address}${path}`, {
      method,
      headers: { authorization: this.#authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(20_000),
    })
  }

  /** The release that an environment's link names on main, e.g. `0001-3f2a91c`. */
  async release(environment: string): Promise<string> {
    const response = await this.#request('GET', `${repository}/contents/gitops/overlays/${environment}/release?ref=main`)
    if (!response.ok) throw new Error(`the release of ${environment} cannot be read from Gitea: ${response.status}`)
    const { target } = (await response.json()) as { target: string }
    return target.split('/').at(-1) ?? ''
  }

  /** The open promotion of prod, newest first, or undefined. */
  async promotion(): Promise<PullRequest | undefined> {
    const response = await this.#request('GET', `${repository}/pulls?state=open&sort=newest&limit=50`)
    if (!response.ok) throw new Error(`pull requests cannot be listed: Gitea answers ${response.status}`)
    const open = (await response.json()) as PullRequest[]
    return open.find(({ head }) => head.ref.startsWith('promote/prod/'))
  }

  /** Approves a pull request and merges it in this user's name. Gitea checks a new one in the background and answers 405 meanwhile. */
  async approve({ number, head }: PullRequest): Promise<void> {
    const review = await this.#request('POST', `${repository}/pulls/${number}/reviews`, { event: 'APPROVED', commit_id: head.sha, body: 'Approved.' })
    if (!review.ok) throw new Error(`pull request ${number} cannot be approved: ${await review.text()}`)
    const until = Date.now() + 60_000
    for (;;) {
      const merge = await this.#request('POST', `${repository}/pulls/${number}/merge`, { Do: 'merge', head_commit_id: head.sha })
      if (merge.ok) return
      const answer = await merge.text()
      if (merge.status !== 405 || Date.now() > until) throw new Error(`pull request ${number} cannot be merged: ${answer}`)
      await sleep(1000)
    }
  }
}
