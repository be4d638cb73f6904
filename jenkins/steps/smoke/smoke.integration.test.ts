import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { checkAnswers, checkOrdering } from './checks.ts'
import { through } from './entrance.ts'

type Answers = Record<string, (request: IncomingMessage) => { status: number; body: unknown; type?: string }>

/** A small shop that answers as the services do; `change` breaks it. */
const shop = (change: Answers = {}): Answers => {
  let orders = 0
  const order = () => ({ status: 201, body: { id: 'o1', state: 'placed', version: 1 } })
  return {
    'GET /': () => ({ status: 200, body: '<!doctype html>', type: 'text/html' }),
    'GET /livez': () => ({ status: 200, body: {} }),
    'GET /order/openapi.json': () => ({ status: 200, body: {} }),
    'GET /store/demo': () => ({ status: 200, body: { storeId: 's', seats: [{ id: 'seat-1', seatToken: 't' }] } }),
    'POST /store/seats/sessions': () => ({ status: 201, body: { accessToken: 'a', storeId: 's', seatId: 'seat-1' } }),
    'GET /order/stores/s/menu': () => ({ status: 200, body: { items: [{ id: 'sold-out', available: false }, { id: 'latte', available: true }] } }),
    'POST /order/stores/s/orders': ({ headers }) => (headers['idempotency-key'] === undefined ? { status: 400, body: {} } : (orders++, order())),
    'GET /order/stores/s/orders/o1': () => ({ status: 200, body: {} }),
    'GET /order/stores/s/feed/snapshot': () => ({ status: 200, body: { state: { orders: orders > 0 ? [{ id: 'o1' }] : [] } } }),
    'POST /order/stores/s/orders/o1/transitions': () => ({ status: 200, body: {} }),
    ...change,
  }
}

async function serve(answers: Answers) {
  const server = createServer((request, response) => {
    const { status, body, type = 'application/json' } = answers[`${request.method} ${request.url}`]?.(request) ?? { status: 404, body: { title: 'Not found' } }
    assert.equal(request.headers.host, 'dev.jari.localhost')
    request.resume().on('end', () => response.writeHead(status, { 'content-type': type }).end(typeof body === 'string' ? body : JSON.stringify(body)))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const call = through(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 'dev.jari.localhost')
  return { call, [Symbol.asyncDispose]: async () => void (server.closeAllConnections(), server.close(), await once(server, 'close')) }
}

test('an environment where everything answers passes, and names the order', async () => {
  await using entrance = await serve(shop())
  await checkAnswers(entrance.call, ['order'])
  assert.equal(await checkOrdering(entrance.call), 'o1')
})

test('without a demo shop no order is placed', async () => {
  await using entrance = await serve(shop({ 'GET /store/demo': () => ({ status: 404, body: {} }) }))
  assert.equal(await checkOrdering(entrance.call), undefined)
})

test('what fails is named with its answer', async () => {
  await using broken = await serve(shop({ 'POST /order/stores/s/orders': () => ({ status: 503, body: { title: 'The database is away', errors: [{ pointer: '#/x', detail: 'y' }] } }) }))
  await assert.rejects(checkOrdering(broken.call), { message: 'placing an order failed: /order/stores/s/orders answered 503, not 201: The database is away; #/x y' })
  await using blank = await serve(shop({ 'GET /': () => ({ status: 200, body: {} }) }))
  await assert.rejects(checkAnswers(blank.call, []), /the web page is application\/json, not html/)
})

test('an order that the feed does not show is a failure', async () => {
  await using entrance = await serve(shop({ 'GET /order/stores/s/feed/snapshot': () => ({ status: 200, body: { state: { orders: [] } } }) }))
  await assert.rejects(checkOrdering(entrance.call), /the feed does not show order o1/)
})
