import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { chanceOf } from './chance.ts'
import { createMoments } from './moments.ts'
import { persist } from './persist.ts'
import type { Asking } from './persist.ts'

/** A replica that answers with these statuses in turn, the last again and again; 0 says nothing. */
async function replica(t: TestContext, name: string, ...statuses: number[]): Promise<{ port: number; asked: string[] }> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(String(request.headers['idempotency-key']))
    const status = statuses.length > 1 ? statuses.shift() : statuses[0]
    if (status) response.writeHead(status).end(JSON.stringify(name))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return { port: (server.address() as AddressInfo).port, asked }
}

const call = { path: '/orders', token: 't', body: {}, key: 'k' }
const asking = (port: number, other: number | null): Asking => ({ moments: createMoments(), replicas: { choose: () => ({ port, other }), forScreen: () => port, isAbout: () => true, onlooker: 1, change: () => undefined, relax: () => undefined } })

test('a client that asks both takes the answer that comes first, and asks under one key', async (t) => {
  const silent = await replica(t, 'silent', 0)
  const second = await replica(t, 'second', 201)
  assert.deepEqual(await persist(call, asking(silent.port, second.port), chanceOf(1)), { status: 201, body: 'second' })
  assert.deepEqual([silent.asked, second.asked], [['k'], ['k']])
})

test('an answer that comes at once is not asked for elsewhere', async (t) => {
  const quick = await replica(t, 'quick', 422)
  const other = await replica(t, 'other', 201)
  assert.deepEqual(await persist(call, asking(quick.port, other.port), chanceOf(1)), { status: 422, body: 'quick' })
  assert.deepEqual(other.asked, [])
})

test('where neither settles it both are asked again', async (t) => {
  const one = await replica(t, 'one', 503, 201)
  const other = await replica(t, 'other', 503)
  assert.deepEqual(await persist(call, asking(one.port, other.port), chanceOf(1)), { status: 201, body: 'one' })
  assert.deepEqual([one.asked.length, other.asked.length], [2, 1])
})

test('one that asks a single replica repeats the call there until it is settled', async (t) => {
  const one = await replica(t, 'one', 503, 503, 200)
  assert.deepEqual(await persist(call, asking(one.port, null), chanceOf(1)), { status: 200, body: 'one' })
  assert.deepEqual(one.asked, ['k', 'k', 'k'])
})
