import { askJson, askText, type Ask } from '../request.ts'
import type { Sources } from '../sources.ts'

type Options = Pick<Ask, 'method' | 'body' | 'timeout'>

/** Gitea's API with one credential. Paths begin after /api/v1; `repo` is the path of the platform's repository. An empty list may come as null. */
export type Gitea = {
  readonly repo: string
  json<T>(path: string, options?: Options): Promise<T>
  text(path: string, options?: Options): Promise<string>
}

/** `authorization` is the whole header; it is asked for at each call, as a token may appear or change while the page runs. */
export function giteaAs(source: Sources['gitea'], authorization: () => Promise<string> | string): Gitea {
  const ask = async (path: string, options: Options): Promise<Ask> =>
    ({ part: 'Gitea', url: `${source.url}/api/v1${path}`, authorization: await authorization(), ...options })
  return {
    repo: `/repos/${source.repository}`,
    json: async (path, options = {}) => askJson(await ask(path, options)),
    text: async (path, options = {}) => askText(await ask(path, options)),
  }
}

/** Gitea as the page itself sees it: for reading only. */
export function giteaReader(source: Sources['gitea']): Gitea {
  return giteaAs(source, async () => `token ${await source.token()}`)
}

/** The header of HTTP basic authentication. */
export function basic(name: string, secret: string): string {
  return `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`
}
