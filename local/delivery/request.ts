/** One of the systems behind the page did not give what it was asked for. `status` is null when it did not answer at all. */
export class SourceError extends Error {
  readonly part: 'Argo CD' | 'Gitea' | 'git'
  readonly status: number | null

  constructor(part: SourceError['part'], status: number | null, message: string, options?: ErrorOptions) {
    super(message, options)
    this.part = part
    this.status = status
  }
}

export type Ask = {
  part: SourceError['part']
  url: string
  /** The whole Authorization header. */
  authorization?: string
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  body?: unknown
  /** Milliseconds. */
  timeout?: number
}

/** Asks and returns the body's text. Throws SourceError with the system's own words when the answer is not 2xx. */
export async function askText(ask: Ask): Promise<string> {
  const headers: Record<string, string> = { accept: 'application/json, text/plain' }
  if (ask.authorization !== undefined) headers.authorization = ask.authorization
  if (ask.body !== undefined) headers['content-type'] = 'application/json'
  const request: RequestInit = { method: ask.method ?? 'GET', headers, redirect: 'error', signal: AbortSignal.timeout(ask.timeout ?? 8000) }
  if (ask.body !== undefined) request.body = JSON.stringify(ask.body)
  const { ok, status, text } = await answer(ask, request)
  if (!ok) throw new SourceError(ask.part, status, spoken(ask.part, status, text))
  return text
}

/** As `askText`, parsed. The caller names the shape it relies on. */
export async function askJson<T>(ask: Ask): Promise<T> {
  const text = await askText(ask)
  try {
    return JSON.parse(text) as T
  } catch (error) {
    throw new SourceError(ask.part, null, `${ask.part} answered something that is not JSON`, { cause: error })
  }
}

async function answer(ask: Ask, request: RequestInit) {
  try {
    const response = await fetch(ask.url, request)
    return { ok: response.ok, status: response.status, text: await response.text() }
  } catch (error) {
    throw new SourceError(ask.part, null, `${ask.part} does not answer (${why(error as Error)})`, { cause: error })
  }
}

function why(error: Error): string {
  const cause = error.cause as NodeJS.ErrnoException | undefined
  return error.name === 'TimeoutError' ? 'no answer in time' : cause?.code ?? cause?.message ?? error.message
}

/** Both systems put what a person should read under `message`. */
function spoken(part: string, status: number, text: string): string {
  let message = ''
  try {
    message = String((JSON.parse(text) as { message?: unknown }).message ?? '')
  } catch {
    // An error page of something in between: its first line has to do.
    message = text.trim().split('\n')[0]?.slice(0, 200) ?? ''
  }
  return message === '' ? `${part} answered ${status}` : message
}
