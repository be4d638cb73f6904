import { Failure } from '../outcome.ts'

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

/** A forge's REST API: `call` gives the answer as it is, `ask` its JSON or a Failure that names what the forge said. */
export type Rest = {
  readonly call: (method: Method, path: string, body?: unknown) => Promise<Response>
  readonly ask: (method: Method, path: string, body?: unknown) => Promise<unknown>
  readonly refusal: (answer: Response, method: Method, path: string) => Promise<Failure>
}

/** `name` is what messages call the forge; paths begin after `base`. */
export function restClient(name: string, base: string, headers: Readonly<Record<string, string>>): Rest {
  const call: Rest['call'] = async (method, path, body) =>
    await fetch(`${base}${path}`, { method, headers: { accept: 'application/json', 'content-type': 'application/json', ...headers }, signal: AbortSignal.timeout(20_000), ...(body === undefined ? {} : { body: JSON.stringify(body) }) }).catch((error: Error) => {
      throw new Failure(`${name} at ${new URL(base).origin} does not answer: ${(error.cause as Error | undefined)?.message ?? error.message}`)
    })
  const refusal: Rest['refusal'] = async (answer, method, path) => {
    const text = await answer.text()
    const message = text.startsWith('{') ? (JSON.parse(text) as { message?: string }).message : text.slice(0, 200)
    const hint = answer.status === 401 ? ' (check JARI_FORGE_TOKEN)' : ''
    return new Failure(`${name} answers ${answer.status} to ${method} ${path}${hint}: ${message ?? ''}`)
  }
  return {
    call,
    refusal,
    ask: async (method, path, body) => {
      const answer = await call(method, path, body)
      if (!answer.ok) throw await refusal(answer, method, path)
      const text = await answer.text()
      return text === '' ? undefined : JSON.parse(text)
    },
  }
}

/** All pages of a list: asks until one is shorter than `size`. */
export async function allPages<T>(size: number, page: (number: number) => Promise<readonly T[] | null>): Promise<T[]> {
  const found: T[] = []
  for (let number = 1; ; number++) {
    const items = (await page(number)) ?? []
    found.push(...items)
    if (items.length < size) return found
  }
}
