import { setTimeout as sleep } from 'node:timers/promises'
import type { Chance } from './chance.ts'
import type { Moments } from './moments.ts'
import type { Replicas } from './replicas.ts'

/** A request as a client repeats it: always the same, to whichever replica. */
export type Call = { readonly path: string; readonly token: string | null; readonly body: unknown; readonly key: string | null }
/** Whom a client asks, and who is told when a repeat is answered first. */
export type Asking = { readonly replicas: Replicas; readonly moments: Moments }
export type Answer = { readonly status: number; readonly body: unknown }

/** How long a client waits for an answer before it tries again, in milliseconds. */
const patience = 3000
/** When an impatient client asks the other replica too, in milliseconds: about when the first one waits for the disk. */
const impatience = { from: 30, to: 150 }

/** Sends a call until there is an answer that settles it: anything but 503, a lost connection or silence. */
export async function persist(call: Call, { replicas, moments }: Asking, chance: Chance): Promise<Answer> {
  for (;;) {
    const { port, other } = replicas.choose(chance)
    const answer = other === null ? await once(call, port) : await twice(call, { port, other, moments }, chance)
    if (answer) return answer
    await sleep(chance.between(20, 200))
  }
}

/** Asks one replica, and the other as well where the first takes its time. The first answer counts: a client that has one does not wait for a second. */
async function twice(call: Call, { port, other, moments }: { port: number; other: number; moments: Moments }, chance: Chance): Promise<Answer | null> {
  const answered = new AbortController()
  const first = settledOnce(call, port)
  const second = sleep(chance.between(impatience.from, impatience.to), undefined, { signal: answered.signal }).then(async () => {
    const answer = await settledOnce(call, other)
    if (!answered.signal.aborted) moments.repeated()
    return answer
  })
  try {
    return await Promise.any([first, second])
  } catch (error) {
    if (error instanceof AggregateError && error.errors.every((one) => one instanceof Unsettled)) return null
    throw error
  } finally {
    answered.abort()
  }
}

/** Neither yes nor no. */
class Unsettled extends Error {}

async function settledOnce(call: Call, port: number): Promise<Answer> {
  const answer = await once(call, port)
  if (!answer) throw new Unsettled()
  return answer
}

/** The answer of one try, null if it settles nothing. */
async function once({ path, token, body, key }: Call, port: number): Promise<Answer | null> {
  const headers = { 'Content-Type': 'application/json', ...(token ? { Authorization: `Bearer ${token}` } : {}), ...(key ? { 'Idempotency-Key': key } : {}) }
  try {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', headers, body: JSON.stringify(body), signal: AbortSignal.timeout(patience) })
    const answer = { status: response.status, body: (await response.json()) as unknown }
    return answer.status === 503 ? null : answer
  } catch (error) {
    // fetch says TypeError for a network that failed, the signal TimeoutError, a body that was cut SyntaxError
    if (['TypeError', 'TimeoutError', 'AbortError', 'SyntaxError'].includes((error as Error).name)) return null
    throw error
  }
}
