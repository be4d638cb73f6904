import { request as plain } from 'node:http'
import { request as encrypted } from 'node:https'

export type Answer = { readonly status: number; readonly type: string; readonly text: string }
export type Call = { readonly method?: 'GET' | 'POST'; readonly token?: string; readonly key?: string; readonly body?: unknown }

/**
 * Calls a path of an environment through the entrance: connects to `entrance` and names `host`, since *.localhost resolves
 * in browsers but not in Node. Rejects when nothing answers within 10 s.
 */
export function through(entrance: string, host: string) {
  return (path: string, { method = 'GET', token, key, body }: Call = {}): Promise<Answer> => {
    const payload = body === undefined ? undefined : JSON.stringify(body)
    const headers = {
      host,
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
      ...(payload === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }),
    }
    return new Promise((resolve, reject) => {
      const url = new URL(path, entrance)
      const request = url.protocol === 'https:' ? encrypted : plain
      const call = request(url, { method, headers, timeout: 10_000, servername: host }, (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.on('error', reject)
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, type: answer.headers['content-type'] ?? '', text: Buffer.concat(parts).toString('utf8') }))
      })
      call.on('timeout', () => call.destroy(new Error('no answer within 10 s')))
      call.on('error', reject)
      call.end(payload)
    })
  }
}
