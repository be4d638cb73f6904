import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test, type TestContext } from 'node:test'
import { WebSocketServer } from 'ws'
import { createEntrance } from './entrance.ts'
import { freePort } from '../../packages/service/testing/free-ports.ts'

async function listen(t: TestContext, server: Server): Promise<string> {
  await once(server.listen(0, '127.0.0.1'), 'listening')
  t.after(() => {
    server.close()
    server.closeAllConnections()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

test('a WebSocket goes through with its own host, both ways, and its end too', async (t) => {
  const service = createServer()
  const sockets = new WebSocketServer({ server: service })
  sockets.on('connection', (socket, request) => socket.on('message', (data) => (socket.send(`${request.headers.host} ${data}`), socket.close(1012))))
  const entrance = await listen(t, createEntrance([{ name: 'order', path: '/order', target: await listen(t, service) }]))
  const socket = new WebSocket(`${entrance.replace('http', 'ws')}/order/feed`)
  await once(socket, 'open')
  socket.send('hello')
  const [message] = (await once(socket, 'message')) as [MessageEvent]
  assert.equal(message.data, `${new URL(entrance).host} hello`)
  const [closed] = (await once(socket, 'close')) as [CloseEvent]
  assert.equal(closed.code, 1012)
})

test('a service that does not answer is named in a problem document', async (t) => {
  const port = await freePort()
  const entrance = await listen(t, createEntrance([{ name: 'order', path: '/order', target: `http://127.0.0.1:${port}` }]))
  const response = await fetch(`${entrance}/order/stores/s/menu`)
  assert.equal(response.status, 502)
  assert.equal(response.headers.get('content-type'), 'application/problem+json')
  assert.match(((await response.json()) as { detail: string }).detail, /^order is not answering/)
})
