import { demo } from '@jari/contract/demo.ts'
import type { Device } from '@jari/contract/device.ts'
import { migrate } from '@jari/service/migrate.ts'
import { silentLog } from '@jari/service/log.ts'
import { createMetrics } from '@jari/service/metrics.ts'
import { createReadiness } from '@jari/service/readiness.ts'
import { serve } from '@jari/service/serve.ts'
import { createTestIssuer } from '@jari/service/testing/issuer.ts'
import { createVerifier } from '@jari/service/verifier.ts'
import { createDeviceApp } from '../app.ts'
import { openDeviceDatabase } from '../device-database.ts'
import { demoLamp, seedDemo } from '../seed.ts'

/** A device service with the demo's lamp, on ports of its own. */
export type TestService = {
  readonly url: string
  readonly deviceToken: string
  /** Access tokens: of staff of the demo store, of staff elsewhere, of a guest. */
  readonly tokens: { readonly staff: string; readonly elsewhere: string; readonly guest: string }
  /** Asks the service; `path` goes behind /device/stores/<demo store>. */
  ask(path: string, options?: { token?: string; method?: string; key?: string; body?: unknown }): Promise<{ status: number; body: Record<string, unknown> }>
  lamp(): Promise<Device>
  command(power: 'on' | 'off', more?: { key?: string; version?: number; token?: string }): Promise<{ status: number; body: Record<string, unknown> }>
  /** Ends it as SIGTERM does. */
  stop(): Promise<void>
}

/** Starts a device service on the database at `databaseUrl`. `now` is its clock, in milliseconds since 1970. */
export async function startTestService(databaseUrl: string, now: () => number = Date.now): Promise<TestService> {
  const deviceToken = 'a-token-of-the-test-lamp'
  const log = silentLog()
  const metrics = createMetrics()
  const database = openDeviceDatabase(databaseUrl, log)
  await migrate(database, (one) => seedDemo(one, deviceToken))
  const issuer = await createTestIssuer()
  const readiness = createReadiness([])
  const verifier = createVerifier({ keys: issuer.keys })
  const { app, sockets, stop } = createDeviceApp({ database, log, metrics, readiness, verifier, now })
  const running = await serve({ config: { HOST: '127.0.0.1', PORT: 0, METRICS_PORT: 0, DRAIN_MS: 0 }, app, sockets, readiness, log, metrics, database, stop: [stop] })
  const url = `http://127.0.0.1:${running.port}`

  const staff = (storeId: string) => issuer.token({ sub: 'p1', brandId: demo.brandId, kind: 'staff', name: 'jiwoo', role: 'barista', storeIds: [storeId] })
  const tokens = {
    staff: await staff(demo.storeId),
    elsewhere: await staff(demo.otherStoreId),
    guest: await issuer.token({ sub: 'g1', brandId: demo.brandId, kind: 'guest', storeId: demo.storeId, seatId: 'a1' }),
  }
  const ask: TestService['ask'] = async (path, { token = tokens.staff, method = 'GET', key, body } = {}) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...(key ? { 'idempotency-key': key } : {}) }
    const request = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }
    const response = await fetch(`${url}/device/stores/${demo.storeId}${path}`, request)
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
  return {
    url,
    deviceToken,
    tokens,
    ask,
    lamp: async () => (await ask(`/devices/${demoLamp.id}`)).body as Device,
    command: (power, { key = crypto.randomUUID(), version, token } = {}) =>
      ask(`/devices/${demoLamp.id}/commands`, { method: 'POST', key, body: { desired: { power }, ...(version === undefined ? {} : { version }) }, ...(token ? { token } : {}) }),
    stop: () => running.stop(),
  }
}
