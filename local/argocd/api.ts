/** Argo CD's HTTP API, asked with a token. */
export class ArgocdApi {
  readonly #base: string
  readonly #token: string | null

  constructor(port: number, token: string | null) {
    this.#base = `http://127.0.0.1:${port}/api/v1`
    this.#token = token
  }

  /** Asks and returns status and parsed body. */
  async ask(method: string, path: string, body?: object): Promise<{ status: number; body: unknown }> {
    const response = await fetch(`${this.#base}${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...(this.#token === null ? {} : { authorization: `Bearer ${this.#token}` }) },
      signal: AbortSignal.timeout(20_000),
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const text = await response.text()
    return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : text }
  }

  /** Asks for something that has to succeed; returns the string field `token` of the answer. */
  async token(path: string, body: object): Promise<string> {
    const { status, body: answer } = await this.ask('POST', path, body)
    if (status !== 200 || typeof answer !== 'object' || answer === null || !('token' in answer) || typeof answer.token !== 'string')
      throw new Error(`Argo CD answered ${status} to POST ${path}: ${JSON.stringify(answer)}`)
    return answer.token
  }
}
