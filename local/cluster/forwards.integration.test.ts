import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { forwardTo } from './forwards.ts'

async function listening(server: Server, path?: string): Promise<number> {
  if (path) server.listen(path)
  else server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return path ? 0 : (server.address() as AddressInfo).port
}

/** Answers what it was sent once the sender has ended. */
const echo = () => createServer({ allowHalfOpen: true }, (socket: Socket) => void text(socket).then((said) => socket.end(`heard ${said.length}`)))

test('a connection reaches the target, big or small, and a half-closed one still gets its answer', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'forwards-'))
  const target = echo()
  const path = join(folder, 'target.sock')
  await listening(target, path)
  const forward = forwardTo({ path })
  const port = await listening(forward)
  try {
    const sizes = [0, 1, 3_000_000]
    const answers = await Promise.all(
      sizes.map(async (size) => {
        const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
        socket.end(Buffer.alloc(size, 'x'))
        return text(socket)
      }),
    )
    assert.deepEqual(answers, sizes.map((size) => `heard ${size}`))
  } finally {
    forward.close()
    target.close()
    rmSync(folder, { recursive: true })
  }
})

test('when nobody listens at the target the caller is let go, and later calls get through', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'forwards-'))
  const path = join(folder, 'target.sock')
  const forward = forwardTo({ path })
  const port = await listening(forward)
  const target = echo()
  try {
    const refused = connect({ port, host: '127.0.0.1' })
    await once(refused, 'close')
    await listening(target, path)
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
    socket.end('hello')
    assert.equal(await text(socket), 'heard 5')
  } finally {
    forward.close()
    target.close()
    rmSync(folder, { recursive: true })
  }
})

test('a target that breaks off ends the caller too', async () => {
  const target = createServer((socket) => socket.once('data', () => socket.resetAndDestroy()))
  const forward = forwardTo({ host: '127.0.0.1', port: await listening(target) })
  const socket = connect({ port: await listening(forward), host: '127.0.0.1' })
  try {
    socket.on('error', () => {})
    socket.write('hello')
    await once(socket, 'close')
  } finally {
    forward.close()
    target.close()
  }
})
