import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { test } from 'node:test'
import { serviceTokens } from './service-token.ts'

test('a token is kept while it lives, renewed when asked for or when it ends, and a refusal is told and not kept', async (t) => {
  const asked: unknown[] = []
  let clock = 0
  let known = true
  const server = createServer((request, response) => {
    void json(request).then((body) => {
      asked.push([request.url, body])
      response.writeHead(known ? 201 : 401).end(JSON.stringify({ accessToken: `t${asked.length}`, expiresAt: new Date(clock + 900_000).toISOString(), brandId: 'b', storeIds: ['s'], feeds: ['orders'] }))
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => server.close())
  const token = serviceTokens({ storeUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, clientId: 'c', secret: 'x', now: () => clock })
  assert.deepEqual([await token(false), await token(false), await token(true)], ['t1', 't1', 't2'])
  clock = 840_000
  assert.equal(await token(false), 't3')
  assert.deepEqual(asked[0], ['/store/clients/sessions', { clientId: 'c', secret: 'x' }])
  known = false
  await assert.rejects(token(true), { status: 401 })
  known = true
  assert.equal(await token(false), 't5')
})
