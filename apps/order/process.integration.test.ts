import assert from 'node:assert/strict'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { hangs } from '@jari/service/testing/engines.ts'
import { startMariaDb } from '@jari/service/testing/mariadb.ts'
import type { TestServer } from '@jari/service/testing/mariadb.ts'
import { createTestIssuer } from '@jari/service/testing/issuer.ts'
import type { TestIssuer } from '@jari/service/testing/issuer.ts'
import { publishKeys, runMigrate, startProcess } from './testing/order-process.ts'
import { demoMenu } from './features/menu/demo-menu.ts'
import { people, startOrderService, storeId } from './testing/order-service.ts'

describe('the order service as a process on MariaDB', { timeout: hangs }, () => {
  let server: TestServer
  let issuer: TestIssuer
  let store: Awaited<ReturnType<typeof publishKeys>>
  let environment: Record<string, string>
  let child: ChildProcess
  let origin: string
  let metricsOrigin: string

  before(async () => {
    server = await startMariaDb()
    issuer = await createTestIssuer()
    store = await publishKeys(issuer)
    environment = { DATABASE_URL: await server.database(), STORE_URL: store.url, DEMO: '1', DRAIN_MS: '0' }
    ;({ child, origin, metricsOrigin } = await startProcess(environment))
  })
  after(async () => {
    child?.kill('SIGKILL')
    store?.close()
    await server?.stop()
  })

  const ready = async () => {
    const response = await fetch(`${origin}/readyz`)
    return { status: response.status, faults: ((await response.json()) as { faults: string[] }).faults }
  }
  const until = async (status: number) => {
    for (;;) {
      const now = await ready()
      if (now.status === status) return now
      await sleep(100)
    }
  }

  test('is alive but not ready before its migrations ran, and ready by itself once they have', async () => {
    assert.equal((await fetch(`${origin}/livez`)).status, 200)
    const before = await ready()
    assert.equal(before.status, 503)
    assert.match(before.faults.join(), /database: waits for the migrations 0000_feed, /)
    assert.deepEqual(await Promise.all([runMigrate(environment), runMigrate(environment)]), [0, 0], 'two at once do not hurt each other')
    await until(200)
    assert.equal(await runMigrate(environment), 0)
    const menu = await fetch(`${origin}/order/stores/${storeId}/menu`, { headers: { Authorization: `Bearer ${await people(issuer).guest()}` } })
    assert.equal(((await menu.json()) as { items: unknown[] }).items.length, Object.keys(demoMenu.items ?? {}).length)
  })

  test('runs through the driver for MySQL as well', async () => {
    const database = (await server.database()).replace('mariadb:', 'mysql:')
    assert.equal(await runMigrate({ ...environment, DATABASE_URL: database }), 0)
    const other = await startOrderService(database, issuer)
    const token = await people(issuer).guest()
    const placed = await other.call(token, 'POST', `/order/stores/${storeId}/orders`, { seatId: 'seat-1', lines: [{ itemId: 'latte', quantity: 1 }] }, { 'Idempotency-Key': 'k' })
    assert.equal(placed.status, 201)
    const snapshot = await other.call(token, 'GET', `/order/stores/${storeId}/feed/snapshot`)
    assert.deepEqual((snapshot.body as { state: { orders: unknown[] } }).state.orders, [placed.body])
    await other.stop()
  })

  test('is not ready while its database is away, answers 503 then, and is ready again after', async () => {
    await server.kill()
    await until(503)
    assert.equal((await fetch(`${origin}/livez`)).status, 200)
    const orders = await fetch(`${origin}/order/stores/${storeId}/orders`, { headers: { Authorization: `Bearer ${await people(issuer).barista()}` } })
    assert.deepEqual([orders.status, orders.headers.get('retry-after')], [503, '1'])
    await server.start()
    await until(200)
  })

  test('shows its metrics on their own port only', async () => {
    assert.match(await (await fetch(`${metricsOrigin}/metrics`)).text(), /http_server_request_duration_seconds_bucket/)
    assert.equal((await fetch(`${origin}/metrics`)).status, 404)
    assert.equal((await fetch(`${metricsOrigin}/order/openapi.json`)).status, 404)
  })

  test('ends with 0 on SIGTERM', async () => {
    const exited = once(child, 'exit')
    child.kill('SIGTERM')
    assert.deepEqual(await exited, [0, null])
  })
})
