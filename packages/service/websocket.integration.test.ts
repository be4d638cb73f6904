import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { WebSocket } from 'ws'
import { silentLog } from './log.ts'
import { createMetrics } from './metrics.ts'
import { hangs } from './testing/engines.ts'
import { createSockets, SocketRefusal } from './websocket.ts'
import type { Sockets } from './websocket.ts'

describe('sockets', { timeout: hangs }, () => {
  const server = createServer()
  const metrics = createMetrics()
  let sockets: Sockets
  let port: number
  let release: () => void = () => undefined

  before(async () => {
    sockets = createSockets({
      log: silentLog(),
      metrics,
      allowedOrigins: ['https://shop.example'],
      helloPatienceMs: 200,
      routes: [
        {
          path: '/echo/:room',
          async accept(socket, first, { room }) {
            if (first === 'slow') await new Promise<void>((resolve) => (release = resolve))
            if (first === 'no') throw new SocketRefusal(4403, 'no')
            if (first === 'bug') throw new Error('bug')
            socket.on('message', (data) => socket.send(`${room}: ${data.toString()}`))
            socket.send('welcome')
          },
        },
      ],
    })
    sockets.attach(server)
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    port = (server.address() as AddressInfo).port
  })
  after(() => server.close())

  const connect = (path = '/echo/a', headers: Record<string, string> = {}) => new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers, perMessageDeflate: true })
  const refusal = async (socket: WebSocket): Promise<number | undefined> => {
    socket.on('error', () => undefined)
    const [, response] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode?: number }]
    return response.statusCode
  }
  const closeCode = async (socket: WebSocket) => ((await once(socket, 'close')) as [number])[0]

  test('a page of another origin, and a path that is not there, are refused before anything is opened', async () => {
    assert.equal(await refusal(connect('/echo/a', { Origin: 'https://evil.example' })), 403)
    assert.equal(await refusal(connect('/echo/a', { Origin: 'null' })), 403)
    assert.equal(await refusal(connect('/elsewhere')), 404)
  })

  test('the own host, an allowed origin and no origin at all may connect, and nothing is compressed', async () => {
    for (const headers of [{ Origin: `http://127.0.0.1:${port}` }, { Origin: 'https://shop.example' }, {}]) {
      const socket = connect('/echo/a', headers as Record<string, string>)
      await once(socket, 'open')
      assert.equal(socket.extensions, '')
      socket.terminate()
    }
  })

  test('who says nothing in time is closed with 4401, a refusal with its own code, a bug with 1011', async () => {
    assert.equal(await closeCode(connect()), 4401)
    for (const [hello, code] of [['"no"', 4403], ['"bug"', 1011], ['nonsense', 4400]] as const) {
      const socket = connect()
      socket.on('open', () => socket.send(hello))
      assert.equal(await closeCode(socket), code)
    }
  })

  test('what comes while the credentials are being checked is not lost and keeps its order', async () => {
    const socket = connect('/echo/b')
    const got: string[] = []
    socket.on('message', (data) => got.push(data.toString()))
    await once(socket, 'open')
    for (const text of ['"slow"', 'one', 'two']) socket.send(text)
    await new Promise((resolve) => socket.ping(undefined, undefined, resolve))
    await once(socket, 'pong')
    release()
    while (got.length < 3) await once(socket, 'message')
    assert.deepEqual(got, ['welcome', 'b: one', 'b: two'])
    socket.terminate()
  })

  test('a drain closes everybody with 1012, also who does not answer, and lets nobody in', async () => {
    while (sockets.open > 0) await new Promise((resolve) => setTimeout(resolve, 10))
    const join = async () => {
      const socket = connect()
      await once(socket, 'open')
      socket.send('"hi"')
      await once(socket, 'message')
      return socket
    }
    const polite = [await join(), await join()]
    const deaf = await join()
    deaf.pause()
    const codes = Promise.all(polite.map(closeCode))
    await sockets.drain(50, 100)
    assert.deepEqual(await codes, [1012, 1012])
    assert.equal(sockets.open, 0)
    assert.match(await metrics.registry.metrics(), /ws_clients\{route="\/echo\/:room"\} 0/)
    assert.equal(await refusal(connect()), 503)
    deaf.terminate()
  })
})
