import type { ProblemDocument } from '@jari/contract/problem.ts'

/** A service's "no", with its problem document. */
export class Refused extends Error {
  override name = 'Refused'
  readonly status: number
  readonly document: Partial<ProblemDocument>

  constructor(status: number, document: Partial<ProblemDocument>) {
    const faults = document.errors?.map((fault) => `${fault.pointer} ${fault.detail}`).join('; ')
    super(faults || document.detail || document.title || String(status))
    this.status = status
    this.document = document
  }
}

/** No answer came: offline, or the server is away. Whether the request was carried out is not known. */
export class Unreachable extends Error {
  override name = 'Unreachable'
}

export type Ask = { readonly method?: 'GET' | 'POST'; readonly token?: string; readonly body?: unknown; readonly idempotencyKey?: string }

/** Asks a service and returns its JSON answer, undefined where there is none. Throws Refused for 4xx and 5xx, Unreachable when there is no answer within 10 s. */
export async function ask<Answer>(path: string, options: Ask = {}): Promise<Answer> {
  const headers = new Headers({ accept: 'application/json' })
  if (options.token) headers.set('authorization', `Bearer ${options.token}`)
  if (options.body !== undefined) headers.set('content-type', 'application/json')
  if (options.idempotencyKey) headers.set('idempotency-key', options.idempotencyKey)
  const body = options.body === undefined ? null : JSON.stringify(options.body)
  let response: Response
  let text: string
  try {
    response = await fetch(path, { method: options.method ?? 'GET', headers, body, signal: AbortSignal.timeout(10_000) })
    text = await response.text()
  } catch (error) {
    throw new Unreachable(String(error), { cause: error })
  }
  if (!response.ok) throw new Refused(response.status, parseProblem(text))
  return (text ? JSON.parse(text) : undefined) as Answer
}

function parseProblem(text: string): Partial<ProblemDocument> {
  try {
    const document: unknown = JSON.parse(text)
    return typeof document === 'object' && document !== null ? document : {}
  } catch (error) {
    // something between us and the service answered, in words of its own
    if (error instanceof SyntaxError) return {}
    throw error
  }
}
