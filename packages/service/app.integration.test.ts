import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { z } from 'zod'
import { createApp } from './app.ts'
import { createLog } from './log.ts'
import { createMetrics } from './metrics.ts'
import { createReadiness } from './readiness.ts'
import { publicRoute, route } from './route.ts'
import { hangs } from './testing/engines.ts'
import { createTestIssuer } from './testing/issuer.ts'
import type { TestIssuer } from './testing/issuer.ts'
import { createVerifier } from './verifier.ts'

describe('an app', { timeout: hangs }, () => {
  const lines: Record<string, unknown>[] = []
  const readiness = createReadiness([])
  const metrics = createMetrics()
  let issuer: TestIssuer
  let origin: string
  const server = createServer()

  before(async () => {
    issuer = await createTestIssuer()
    const log = createLog({ service: 'bell', destination: { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) } })
    const params = z.object({ storeId: z.string() })
    const routes = [
      route({ method: 'POST', path: '/bell/stores/:storeId/rings', summary: 'Ring', auth: { guest: true }, params, body: z.strictObject({ times: z.int() }), idempotency: 'required', responses: { 201: z.object({ rang: z.int() }) }, handler: ({ body }, caller) => ({ status: 201, body: { rang: body.times, kind: caller.kind } }) }),
      route({ method: 'GET', path: '/bell/stores/:storeId/nobody', summary: 'For nobody', auth: {}, params, responses: { 200: null }, handler: () => ({ status: 200 }) }),
      publicRoute({ method: 'GET', path: '/bell/broken', summary: 'Breaks', query: z.strictObject({ how: z.string().optional() }), responses: { 200: null }, handler: () => { throw new Error('secret detail') } }),
    ]
    const app = createApp({ service: 'bell', routes, verifier: createVerifier({ keys: issuer.keys }), readiness, log, metrics })
    server.on('request', app.callback())
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  after(() => {
    server.closeAllConnections()
    server.close()
  })

  const ringHeaders = async () => ({ Authorization: `Bearer ${await issuer.token({ kind: 'guest', sub: 'g', brandId: 'b', storeId: 's', seatId: '1' })}`, 'Content-Type': 'application/json', 'Idempotency-Key': 'k' })
  const ring = async (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) => fetch(`${origin}/bell/stores/s/rings`, { method: 'POST', headers: { ...(await ringHeaders()), ...headers }, body })

  test('a fault of ours is a 500 that tells nothing and a log line that tells all, under the same request id', async () => {
    const response = await fetch(`${origin}/bell/broken`, { headers: { 'X-Request-Id': 'request-0001' } })
    assert.equal(response.status, 500)
    const body = (await response.json()) as { request_id: string }
    assert.equal(body.request_id, 'request-0001')
    assert.ok(!JSON.stringify(body).includes('secret'))
    const line = lines.find((one) => one.msg === 'request failed')
    assert.equal(line?.requestId, 'request-0001')
    assert.equal((line as { err?: { message: string } } | undefined)?.err?.message, 'secret detail')
  })

  test('a trace goes on through the service, and a bad one is replaced', async () => {
    const trace = '0af7651916cd43dd8448eb211c80319c'
    const answer = await fetch(`${origin}/livez`, { headers: { traceparent: `00-${trace}-b7ad6b7169203331-01` } })
    assert.match(answer.headers.get('traceparent') ?? '', new RegExp(`^00-${trace}-[0-9a-f]{16}-01$`))
    assert.match((await fetch(`${origin}/livez`, { headers: { traceparent: 'nonsense' } })).headers.get('traceparent') ?? '', /^00-[0-9a-f]{32}-/)
  })

  test('unknown pages are 404, other methods 405 with Allow, unknown query parameters 422', async () => {
    assert.equal((await fetch(`${origin}/bell/none`)).status, 404)
    const wrong = await fetch(`${origin}/bell/broken`, { method: 'DELETE' })
    assert.deepEqual([wrong.status, wrong.headers.get('allow')], [405, 'HEAD, GET'])
    assert.equal((await fetch(`${origin}/bell/broken?who=me`)).status, 422)
  })

  test('an operation for nobody refuses everybody', async () => {
    const token = await issuer.token({ kind: 'staff', sub: 'o', brandId: 'b', name: 'o', role: 'owner', storeIds: ['s'] })
    assert.equal((await fetch(`${origin}/bell/stores/s/nobody`, { headers: { Authorization: `Bearer ${token}` } })).status, 403)
  })

  test('a body above 64 KiB is refused with 413, whether its length is announced or not', async () => {
    assert.equal((await ring(JSON.stringify({ times: 1, padding: 'x'.repeat(1 << 20) }))).status, 413)
    const headers = await ringHeaders()
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sent = request(`${origin}/bell/stores/s/rings`, { method: 'POST', headers }, (response) => resolve(response.resume().statusCode))
      sent.on('error', reject)
      sent.write('x'.repeat(40_000))
      sent.end('x'.repeat(40_000))
    })
    assert.equal(status, 413)
  })

  test('broken JSON and bytes that are no UTF-8 are 400, other types 415', async () => {
    assert.equal((await ring('{')).status, 400)
    assert.equal((await ring(new Uint8Array([0x22, 0xff, 0x22]))).status, 400)
    assert.equal((await ring('{}', { 'Content-Type': 'text/plain' })).status, 415)
    assert.equal((await ring('{}', { 'Idempotency-Key': 'with space' })).status, 400)
  })

  test('requests are measured by route template and logged without tokens', async () => {
    await ring('{"times":3}')
    const text = await metrics.registry.metrics()
    assert.match(text, /http_route="\/bell\/stores\/:storeId\/rings",http_response_status_code="201"/)
    assert.match(text, /http_route="unmatched",http_response_status_code="404"/)
    assert.ok(!JSON.stringify(lines).includes('Bearer'))
  })

  test('while draining every answer says Connection: close and readyz is 503', async () => {
    readiness.drain()
    assert.equal((await ring('{"times":3}')).headers.get('connection'), 'close')
    for (const _ of [1, 2]) assert.equal((await fetch(`${origin}/readyz`)).status, 503)
    assert.deepEqual(lines.filter(({ msg }) => msg === 'not ready: draining').map(({ level }) => level), ['warn'], 'it is logged once')
    assert.equal((await fetch(`${origin}/livez`)).status, 200)
  })
})
