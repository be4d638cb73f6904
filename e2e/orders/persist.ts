import { setTimeout as sleep } from 'node:timers/promises'
import type { Chance } from './chance.ts'

/** A request as a client repeats it: always the same, to whichever replica. */
export type Call = { readonly path: string; readonly token: string | null; readonly body: unknown; readonly key: string | null }
export type Answer = { readonly status: number; readonly body: unknown }

/** How long a client waits for an answer before it tries again, in milliseconds. */
const patience = 3000

/** Sends a call to one of `ports` until there is an answer that settles it: anything but 503, a lost connection or silence. */
export async function persist(call: Call, ports: () => readonly number[], chance: Chance): Promise<Answer> {
  for (;;) {
    const answer = await once(call, chance.pick(ports()))
    if (answer && answer.status !== 503) return answer
    await sleep(chance.between(20, 200))
  }
}

async function once({ path, token, body, key }: Call, port: number): Promise<Answer | null> {
  const headers = { 'Content-Type': 'application/json', ...(token ? { Authorization: `Bearer ${token}` } : {}), ...(key ? { 'Idempotency-Key': key } : {}) }
  try {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', headers, body: JSON.stringify(body), signal: AbortSignal.timeout(patience) })
    return { status: response.status, body: (await response.json()) as unknown }
  } catch (error) {
    // fetch says TypeError for a network that failed, the signal TimeoutError, a body that was cut SyntaxError
    if (['TypeError', 'TimeoutError', 'AbortError', 'SyntaxError'].includes((error as Error).name)) return null
    throw error
  }
}
