import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { Platform } from '../platform.ts'
import { createApp } from './app.ts'
import { isManager, signOut, type Person } from './gitea/person.ts'
import { SourceError } from './request.ts'
import type { Desk } from './routes/context.ts'
import { createAttempts } from './session/attempts.ts'
import { createSessions } from './session/sessions.ts'
import { actsOf } from './steps/act.ts'
import { sourcesOf, type Sources } from './sources.ts'
import { stateReader } from './state.ts'
import { watch } from './watch.ts'

export type Delivery = {
  readonly url: string
  /** Ends every session and takes their tokens back from Gitea. May be called twice. */
  close(): Promise<void>
}

export type DeliveryOptions = {
  readonly sources?: Sources
  /** Hears of faults that nobody is shown. */
  readonly report?: (error: unknown) => void
  /** Somebody held, let go or rolled back: what gates say may be another thing now. */
  readonly changed?: () => void
}

const sessionLifetime = 4 * 3600_000
const left = new Set(['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE'])

/**
 * Starts the delivery page on 127.0.0.1 at the platform's port `delivery` (0: any free one).
 * It may start before anything else runs.
 * Throws EADDRINUSE when the port is taken.
 */
export async function startDelivery(platform: Platform, { sources = sourcesOf(platform), report = console.error, changed = () => {} }: DeliveryOptions = {}): Promise<Delivery> {
  const reading = stateReader(platform, sources)
  const states = watch(reading.state, report)
  const sessions = createSessions(sessionLifetime, async (person) => {
    try {
      await signOut(sources.gitea, person)
    } catch (error) {
      // The session is over in any case; the token that stays behind is worth a line.
      report(error)
    }
  })
  const desk: Desk = { platform, boot: randomBytes(6).toString('hex'), sources, reading, watch: states, sessions, attempts: createAttempts(), manager: managers(sources), acts: actsOf(sources, reading.repository), changed }
  const app = createApp(desk)
  app.on('error', (error: NodeJS.ErrnoException) => {
    // A reader who closed the page in the middle of an answer.
    if (!left.has(error.code ?? '')) report(error)
  })
  const server = createServer(app.callback())
  server.requestTimeout = 120_000
  server.headersTimeout = 10_000
  server.listen(platform.ports.delivery, '127.0.0.1')
  await once(server, 'listening')
  const sweeping = setInterval(() => { sessions.sweep().catch(report) }, 60_000).unref()

  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    async close() {
      if (!server.listening) return
      clearInterval(sweeping)
      states.close()
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await Promise.all([closed, sessions.closeAll()])
    },
  }
}

/** Asks Gitea who may approve, at most every five seconds for each person; approving itself asks anew. */
function managers(sources: Sources): Desk['manager'] {
  const known = new WeakMap<Person, { at: number, answer: boolean }>()
  return async (person) => {
    const before = known.get(person)
    if (before !== undefined && performance.now() - before.at < 5000) return before.answer
    try {
      const answer = await isManager(sources.gitea, person)
      known.set(person, { at: performance.now(), answer })
      return answer
    } catch (error) {
      // Whether Gitea answers is shown in its own place; until it does nobody may approve.
      if (error instanceof SourceError) return false
      throw error
    }
  }
}
