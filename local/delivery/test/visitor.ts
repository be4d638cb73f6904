import { once } from 'node:events'
import { request } from 'node:http'

/** Somebody with a browser: keeps cookies and sends forms as a browser does. */
export class Visitor {
  readonly url: string
  cookies = new Map<string, string>()

  constructor(url: string) {
    this.url = url
  }

  get(path: string): Promise<Response> {
    return this.#send(path, {})
  }

  /** Sends a form; redirects are not followed. */
  post(path: string, form: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return this.#send(path, { method: 'POST', body: new URLSearchParams(form) }, { origin: this.url, ...headers })
  }

  /** The status of the first page when it is asked for by another name. */
  async statusUnder(host: string): Promise<number> {
    const { port } = new URL(this.url)
    const asked = request({ host: '127.0.0.1', port, path: '/', headers: { host } }).end()
    const [answer] = await once(asked, 'response') as [{ statusCode: number, resume(): void }]
    answer.resume()
    return answer.statusCode
  }

  async #send(path: string, init: RequestInit, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(new URL(path, this.url), { ...init, redirect: 'manual', headers: { 'accept-language': 'en', cookie, ...headers } })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    return answer
  }
}
