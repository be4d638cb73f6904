import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { demo } from '@jari/contract/demo.ts'
import { seatSessionSchema, staffSessionSchema } from '@jari/contract/session.ts'
import type { SeatSession, StaffSession } from '@jari/contract/session.ts'
import type { Database } from '@jari/service/database.ts'
import { databaseChecks } from '@jari/service/database-readiness.ts'
import { silentLog } from '@jari/service/log.ts'
import { createMetrics } from '@jari/service/metrics.ts'
import { migrate } from '@jari/service/migrate.ts'
import { createReadiness } from '@jari/service/readiness.ts'
import { serve } from '@jari/service/serve.ts'
import { answerCheck } from '@jari/service/testing/answer-check.ts'
import { signWith } from '@jari/service/testing/issuer.ts'
import type { TestIssuer } from '@jari/service/testing/issuer.ts'
import { createStoreApp } from '../app.ts'
import { seedDemo } from '../features/demo/seed.ts'
import { passwordCost } from '../password.ts'
import { readOrMakeSigningKey } from '../signing-key.ts'
import { openStoreDatabase } from '../store-database.ts'
import { createTokens } from '../tokens.ts'
import type { Tokens } from '../tokens.ts'

/** An answer of the service, its body parsed if it is JSON. */
export type Answer = { readonly status: number; readonly headers: Headers; readonly body: never }

/** A running store service with the demo brand; for tests. Its clock can be set forward. */
export type StoreService = {
  readonly origin: string
  readonly database: Database
  readonly keyFile: string
  readonly tokens: Tokens
  /** Signs access tokens as the service does, for whomever. */
  readonly sign: TestIssuer['token']
  /** Milliseconds that the service's clock is ahead. */
  ahead: number
  call(token: string | null, method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  signIn(name: string, password?: string, address?: string): Promise<Answer>
  /** A session of demo staff: haneul owns, jiwoo manages and minho works in the first store, sora manages the second. */
  session(name: string): Promise<StaffSession>
  token(name: string): Promise<string>
  /** Sits down at a seat of the demo. */
  sit(seatId?: string, storeId?: string): Promise<SeatSession>
  /** The token that a seat's code carries now. */
  seatToken(seatId?: string, storeId?: string): Promise<string>
  stop(): Promise<void>
}

export const password = 'correct horse'
Object.assign(passwordCost, { N: 2 ** 4, p: 1 })

export async function startStoreService(url: string): Promise<StoreService> {
  const folder = mkdtempSync(join(tmpdir(), 'jari-store-'))
  const keyFile = join(folder, 'key.json')
  const log = silentLog()
  const metrics = createMetrics()
  const database = openStoreDatabase(url, log)
  await migrate(database, seedDemo(password))
  const readiness = createReadiness(databaseChecks(database))
  const key = await readOrMakeSigningKey(keyFile)
  const app = createStoreApp({ database, key, demo: true, readiness, log, metrics, now: () => Date.now() + service.ahead, checkAnswers: answerCheck })
  const running = await serve({ config: { PORT: 0, METRICS_PORT: 0, DRAIN_MS: 0 }, app, readiness, log, metrics, database })
  const service: StoreService = {
    origin: `http://127.0.0.1:${running.port}`,
    database,
    keyFile,
    tokens: createTokens(key),
    sign: signWith(key.privateKey, key.kid),
    ahead: 0,
    async call(token, method, path, body, headers = {}) {
      const response = await fetch(`${service.origin}${path}`, {
        method,
        headers: { ...(token ? { Authorization: `Bearer ${token}` } : {}), ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      })
      const text = await response.text()
      const json = response.headers.get('content-type')?.includes('json')
      return { status: response.status, headers: response.headers, body: (json ? JSON.parse(text) : text) as never }
    },
    signIn: (name, secret = password, address = '10.1.0.1') => service.call(null, 'POST', '/store/staff/sessions', { name, password: secret }, { 'X-Forwarded-For': address }),
    session: async (name) => staffSessionSchema.parse((await service.call(null, 'POST', '/store/staff/sessions', { brand: demo.brandId, name, password }, { 'X-Forwarded-For': '10.1.0.1' })).body),
    token: async (name) => (await service.session(name)).accessToken,
    async seatToken(seatId = 'seat-1', storeId = demo.storeId) {
      const { body } = await service.call(await service.token('haneul'), 'GET', `/store/stores/${storeId}/seats`)
      return (body as { seats: { id: string; seatToken: string }[] }).seats.find((seat) => seat.id === seatId)?.seatToken as string
    },
    async sit(seatId, storeId) {
      return seatSessionSchema.parse((await service.call(null, 'POST', '/store/seats/sessions', { seatToken: await service.seatToken(seatId, storeId) })).body)
    },
    async stop() {
      await running.stop(0)
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return service
}
