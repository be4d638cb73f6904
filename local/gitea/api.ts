/** Who asks: a user with a password, or a token. */
export type Credentials = { readonly user: string; readonly password: string } | { readonly token: string }

/** Gitea's HTTP API as one user sees it. */
export class GiteaApi {
  readonly #base: string
  readonly #authorization: string

  constructor(port: number, credentials: Credentials) {
    this.#base = `http://127.0.0.1:${port}/api/v1`
    this.#authorization = 'token' in credentials ? `token ${credentials.token}` : `Basic ${Buffer.from(`${credentials.user}:${credentials.password}`).toString('base64')}`
  }

  /** Asks and returns status and parsed body; fails only when Gitea cannot be reached or answers 5xx. */
  async ask(method: string, path: string, body?: object): Promise<{ status: number; body: unknown }> {
    const response = await fetch(`${this.#base}${path}`, {
      method,
      headers: { authorization: this.#authorization, ...(body ? { 'content-type': 'application/json' } : {}) },
      signal: AbortSignal.timeout(30_000),
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const text = await response.text()
    if (response.status >= 500) throw new Error(`Gitea answered ${response.status} to ${method} ${path}: ${text}`)
    return { status: response.status, body: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text }
  }

  /** Asks for something that has to succeed. `fine`: other statuses that mean it is so already. */
  async must<T = unknown>(method: string, path: string, body?: object, fine: readonly number[] = []): Promise<T> {
    const answer = await this.ask(method, path, body)
    if (answer.status >= 400 && !fine.includes(answer.status)) throw new Error(`Gitea answered ${answer.status} to ${method} ${path}: ${JSON.stringify(answer.body)}`)
    return answer.body as T
  }

  /** Whether these credentials are taken. */
  async isKnown(): Promise<boolean> {
    return (await this.ask('GET', '/user')).status === 200
  }
}
