import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'

/** A stretch of network that can fail: everything that comes to its port goes on to another one. For tests. */
export type Proxy = {
  readonly port: number
  /** Lets nothing through in either direction until `resume`, and says so to nobody: as a network that is gone. */
  pause(): void
  resume(): void
  /** Cuts every connection that is open now; new ones are taken. */
  cut(): void
  stop(): Promise<void>
}

/** Starts a proxy on a free port of 127.0.0.1 (or on `port`) to the port that `target` names at that moment. */
export async function startProxy(target: () => number, port = 0): Promise<Proxy> {
  const pairs = new Set<readonly [Socket, Socket]>()
  let paused = false
  const server = createServer({ pauseOnConnect: true }, (near) => {
    const far = connect(target(), '127.0.0.1')
    const pair = [near, far] as const
    pairs.add(pair)
    for (const [from, to] of [pair, [far, near]] as const) {
      from.setNoDelay(true)
      from.on('data', (data) => {
        if (!to.write(data)) from.pause()
      })
      to.on('drain', () => {
        if (!paused) from.resume()
      })
      from.on('end', () => to.end())
      from.on('error', () => to.destroy())
      from.on('close', () => {
        to.destroy()
        pairs.delete(pair)
      })
    }
    if (paused) far.pause()
    else near.resume()
  }).listen(port, '127.0.0.1')
  await once(server, 'listening')
  const cut = () => {
    // not resetAndDestroy: of a socket that is just ending it closes nothing (seen with Node 24.21), and the process spins at its end waiting for that
    for (const socket of [...pairs].flat()) socket.destroy()
  }
  return {
    cut,
    port: (server.address() as AddressInfo).port,
    pause() {
      paused = true
      for (const socket of [...pairs].flat()) socket.pause()
    },
    resume() {
      paused = false
      for (const socket of [...pairs].flat()) socket.resume()
    },
    async stop() {
      cut()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
