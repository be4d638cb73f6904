import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createConnection, createServer, type Socket } from 'node:net'

/**
 * Waits until no other writer of this machine writes to the same place, and holds the turn until it is disposed of. Only speed
 * depends on it: without turns twenty writers push about ten times for each edit that lands. The turn is an abstract unix socket,
 * which the kernel gives up with its process, so a killed writer leaves nothing to clear away. Where there are none, nobody waits.
 */
export async function takeTurn(place: string): Promise<AsyncDisposable> {
  if (process.platform !== 'linux') return { [Symbol.asyncDispose]: async () => {} }
  const path = `\0jari-writer-${createHash('sha256').update(place).digest('hex').slice(0, 32)}`
  for (;;) {
    const turn = await listenAt(path)
    if (turn !== undefined) return turn
    await gone(path)
  }
}

async function listenAt(path: string): Promise<AsyncDisposable | undefined> {
  const waiting = new Set<Socket>()
  const server = createServer((socket) => {
    waiting.add(socket.on('error', () => {}))
    socket.on('close', () => waiting.delete(socket))
  })
  try {
    await once(server.listen(path), 'listening')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return undefined
    throw error
  }
  return {
    [Symbol.asyncDispose]: async () => {
      const closed = once(server.close(), 'close')
      for (const socket of waiting) socket.destroy()
      await closed
    },
  }
}

/** Resolves when whoever has the turn gives it up, or is no more. */
async function gone(path: string): Promise<void> {
  const socket = createConnection(path)
  await new Promise<void>((done) => socket.on('error', () => {}).on('close', () => done()))
}
