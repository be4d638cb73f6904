import assert from 'node:assert/strict'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { WebSocket } from 'ws'
import { openDatabase } from '@jari/service/database.ts'
import { silentLog } from '@jari/service/log.ts'
import { hangs } from '@jari/service/testing/engines.ts'
import { createTestIssuer } from '@jari/service/testing/issuer.ts'
import type { TestIssuer } from '@jari/service/testing/issuer.ts'
import { orderEntities, orderMigrations } from './schema.ts'
import { publishKeys, startProcess } from './testing/order-process.ts'
import { people, storeId } from './testing/order-service.ts'

describe('the order service as a process', { timeout: hangs }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'jari-order-'))
  const url = `sqlite:${folder}/order.sqlite`
  let issuer: TestIssuer
  let store: Awaited<ReturnType<typeof publishKeys>>
  let child: ChildProcess
  let origin: string

  before(async () => {
    issuer = await createTestIssuer()
    store = await publishKeys(issuer)
    ;({ child, origin } = await startProcess({ STORE_URL: store.url, DATABASE_URL: url, DEMO: '1', DRAIN_MS: '4000' }))
  })
  after(() => {
    child?.kill('SIGKILL')
    store?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('SIGTERM while orders come in: every order that was answered is there, WebSockets end with 1012, the process exits 0', async () => {
    const who = people(issuer)
    const guest = await who.guest()
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/order/stores/${storeId}/feed`)
    const closed = once(socket, 'close')
    await once(socket, 'open')
    socket.send(JSON.stringify({ type: 'hello', token: guest }))
    await once(socket, 'message')

    const exited = once(child, 'exit')
    const acknowledged: string[] = []
    const closing: number[] = []
    let draining = false
    let stopped = false
    const client = async () => {
      while (!stopped) {
        const response = await fetch(`${origin}/order/stores/${storeId}/orders`, {
          method: 'POST',
          headers: { Authorization: `Bearer ${guest}`, 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() },
          body: JSON.stringify({ seatId: 'seat-1', lines: [{ itemId: 'latte', quantity: 1 }] }),
        })
        if (draining && response.headers.get('connection') === 'close') closing.push(response.status)
        assert.equal(response.status, 201)
        acknowledged.push(((await response.json()) as { id: string }).id)
      }
    }
    const working = Promise.all(Array.from({ length: 8 }, client)).finally(() => {
      stopped = true
    })
    while (!stopped && acknowledged.length < 50) await new Promise(setImmediate)
    child.kill('SIGTERM')
    draining = true
    assert.equal(await readyStatus(), 503)
    // What an entrance does that learns of it: requests go on for a moment, then go elsewhere.
    const during = acknowledged.length
    while (!stopped && acknowledged.length < during + 20) await new Promise(setImmediate)
    stopped = true
    await working
    assert.deepEqual(await closed.then(([code]) => code as number), 1012)
    assert.deepEqual(await exited, [0, null])
    assert.ok(closing.length > 0, 'requests were still served, with Connection: close')
    const database = openDatabase({ service: 'order', url, entities: orderEntities, migrations: orderMigrations, log: silentLog() })
    const rows = await database.em().execute<{ id: string }[]>('select id from customer_order')
    const there = new Set(rows.map((row) => row.id))
    assert.deepEqual(acknowledged.filter((id) => !there.has(id)), [])
    await database.close()
  })

  async function readyStatus(): Promise<number> {
    for (;;) {
      const { status } = await fetch(`${origin}/readyz`)
      if (status !== 200) return status
    }
  }
})
