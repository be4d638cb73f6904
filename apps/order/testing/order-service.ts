import { once } from 'node:events'
import { WebSocket } from 'ws'
import { demo } from '@jari/contract/demo.ts'
import { openDatabase } from '@jari/service/database.ts'
import type { Database } from '@jari/service/database.ts'
import { databaseChecks } from '@jari/service/database-readiness.ts'
import { silentLog } from '@jari/service/log.ts'
import { createMetrics } from '@jari/service/metrics.ts'
import { migrate } from '@jari/service/migrate.ts'
import { createReadiness } from '@jari/service/readiness.ts'
import { serve } from '@jari/service/serve.ts'
import { answerCheck } from '@jari/service/testing/answer-check.ts'
import type { TestIssuer } from '@jari/service/testing/issuer.ts'
import { createStoreProfiles } from '@jari/service/store-profiles.ts'
import { createVerifier } from '@jari/service/verifier.ts'
import { createOrderApp } from '../app.ts'
import type { Chores } from '../app.ts'
import { seedDemoMenu } from '../features/menu/seed.ts'
import type { PaymentProvider } from '../features/payments/provider.ts'
import { orderEntities, orderMigrations } from '../schema.ts'
import { testStore } from './test-store.ts'
import type { TestStore } from './test-store.ts'

/** An answer of the service, parsed. */
export type Answer = { readonly status: number; readonly headers: Headers; readonly body: never }

/** A running order service with the demo menu; for tests. */
export type OrderService = {
  readonly port: number
  readonly database: Database
  readonly chores: Chores
  /** A request with a token; `body` is sent as JSON, a string as it is. */
  call(token: string | null, method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  /** Connects to the feed and says hello. */
  feed(storeId: string, hello: object): Promise<WebSocket>
  stop(quietMs?: number): Promise<void>
}

export const storeId = demo.storeId

/** `store` and `now` for tests of what depends on them. */
export type OrderServiceOptions = { batchCap?: number; port?: number; store?: TestStore; provider?: PaymentProvider; retentionDays?: number; now?: () => number }

export async function startOrderService(url: string, issuer: TestIssuer, options: OrderServiceOptions = {}): Promise<OrderService> {
  const log = silentLog()
  const metrics = createMetrics()
  const database = openDatabase({ service: 'order', url, entities: orderEntities, migrations: orderMigrations, log })
  await migrate(database, seedDemoMenu)
  const readiness = createReadiness(databaseChecks(database))
  const profiles = createStoreProfiles(async (id) => testStore(id, options.store))
  const { app, sockets, chores, stop } = createOrderApp({
    database,
    verifier: createVerifier({ keys: issuer.keys }),
    profiles,
    readiness,
    log,
    metrics,
    checkAnswers: answerCheck,
    ...(options.batchCap ? { batchCap: options.batchCap } : {}),
    ...(options.retentionDays ? { retentionDays: options.retentionDays } : {}),
    ...(options.provider ? { provider: options.provider } : {}),
    ...(options.now ? { now: options.now } : {}),
  })
  const running = await serve({ config: { PORT: options.port ?? 0, METRICS_PORT: 0, DRAIN_MS: 0 }, app, sockets, readiness, log, metrics, database, stop: [stop] })
  const origin = `http://127.0.0.1:${running.port}`
  return {
    port: running.port,
    database,
    chores,
    async call(token, method, path, body, headers = {}) {
      const response = await fetch(`${origin}${path}`, {
        method,
        headers: { ...(token ? { Authorization: `Bearer ${token}` } : {}), ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      })
      const text = await response.text()
      return { status: response.status, headers: response.headers, body: (text ? JSON.parse(text) : null) as never }
    },
    async feed(store, hello) {
      const socket = new WebSocket(`ws://127.0.0.1:${running.port}/order/stores/${store}/feed`, { perMessageDeflate: false })
      await once(socket, 'open')
      socket.send(JSON.stringify({ type: 'hello', ...hello }))
      return socket
    },
    stop: (quietMs = 0) => running.stop(quietMs),
  }
}

/** Tokens of the people that the tests are about. */
export function people(issuer: TestIssuer) {
  const { brandId, otherStoreId } = demo
  const staff = (sub: string, role: 'owner' | 'manager' | 'barista', storeIds: string[]) => issuer.token({ kind: 'staff', sub, brandId, name: sub, role, storeIds })
  return {
    guest: (seatId = 'seat-1', store: string = storeId) => issuer.token({ kind: 'guest', sub: `session-${seatId}`, brandId, storeId: store, seatId }),
    barista: () => staff('bo', 'barista', [storeId]),
    elsewhere: () => staff('el', 'manager', [otherStoreId]),
    stranger: () => issuer.token({ kind: 'guest', sub: 'x', brandId: 'another', storeId: 'another-store', seatId: 'seat-1' }),
    device: () => issuer.token({ kind: 'device', sub: 'lamp', brandId, storeId }),
  }
}
