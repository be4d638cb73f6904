import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'

export type Answer = { status: number; body: unknown; headers: Record<string, string | string[] | undefined> }

/** One environment as a guest or staff member reaches it: through the entrance, by its host name. */
export class Shop {
  readonly #port: number
  readonly #host: string
  readonly #agent: Agent | undefined

  /** `keepAlive: false` opens a connection for each request. */
  constructor(port: number, host: string, { keepAlive = true } = {}) {
    this.#port = port
    this.#host = host
    // an idle connection is left before the entrance ends it (180 s), as else a request may go out on one that is just being closed
    this.#agent = keepAlive ? new Agent({ keepAlive: true, maxSockets: 64, timeout: 60_000 }) : undefined
  }

  /** Sends a request; `body` is sent as JSON unless it is a string. Rejects when no whole answer comes within 10 s. */
  call(method: string, path: string, { body, token, headers = {} }: { body?: unknown; token?: string; headers?: Record<string, string> } = {}): Promise<Answer> {
    const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body)
    return new Promise((done, failed) => {
      const sent = request(
        {
          host: '127.0.0.1',
          port: this.#port,
          method,
          path,
          agent: this.#agent ?? false,
          timeout: 10_000,
          headers: {
            host: this.#host,
            ...(text === undefined ? {} : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) }),
            ...(token ? { authorization: `Bearer ${token}` } : {}),
            ...headers,
          },
        },
        (response) => {
          const chunks: Buffer[] = []
          response.on('data', (chunk: Buffer) => chunks.push(chunk))
          response.on('error', failed)
          response.on('end', () => {
            const raw = Buffer.concat(chunks).toString()
            const json = /json/.test(String(response.headers['content-type'] ?? ''))
            done({ status: response.statusCode ?? 0, body: json && raw ? JSON.parse(raw) : raw, headers: response.headers })
          })
        },
      )
      sent.on('timeout', () => sent.destroy(new Error(`${method} ${path}: no answer within 10 s`)))
      sent.on('error', failed)
      sent.end(text)
    })
  }

  async #expect<T>(status: number, answer: Promise<Answer>): Promise<T> {
    const { status: got, body } = await answer
    if (got !== status) throw new Error(`expected ${status}, got ${got}: ${JSON.stringify(body)}`)
    return body as T
  }

  /** The seeded demo store, with a token for each seat's code. */
  demo(): Promise<{ storeId: string; staffName: string; seats: { id: string; name: string; seatToken: string }[] }> {
    return this.#expect(200, this.call('GET', '/store/demo'))
  }

  /** Opens a guest session by a seat's code. */
  async guest(seatToken: string): Promise<string> {
    const { accessToken } = await this.#expect<{ accessToken: string }>(201, this.call('POST', '/store/seats/sessions', { body: { seatToken } }))
    return accessToken
  }

  /** Signs a staff member in. */
  async staff(name: string, password: string): Promise<string> {
    const { accessToken } = await this.#expect<{ accessToken: string }>(201, this.call('POST', '/store/staff/sessions', { body: { name, password } }))
    return accessToken
  }

  /** The first item on the store's menu. */
  async item(storeId: string, token: string): Promise<{ id: string }> {
    const { items } = await this.#expect<{ items: { id: string }[] }>(200, this.call('GET', `/order/stores/${storeId}/menu`, { token }))
    if (!items[0]) throw new Error('the menu is empty')
    return items[0]
  }

  /** Places an order of one line; returns the order as acknowledged. */
  order(storeId: string, seatId: string, itemId: string, token: string, key: string = randomUUID()): Promise<{ id: string; state: string }> {
    return this.#expect(
      201,
      this.call('POST', `/order/stores/${storeId}/orders`, { token, headers: { 'idempotency-key': key }, body: { seatId, lines: [{ itemId, quantity: 1 }] } }),
    )
  }

  /** The kitchen's list: every order of the store. */
  async orders(storeId: string, token: string): Promise<{ id: string; state: string }[]> {
    const body = await this.#expect<{ orders: { id: string; state: string }[] }>(200, this.call('GET', `/order/stores/${storeId}/orders`, { token }))
    return body.orders
  }

  close(): void {
    this.#agent?.destroy()
  }
}
