import { setTimeout as sleep } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { closeCodes } from '@jari/contract/feed.ts'

/** Where a subscriber's frames go. */
export type Outlet = {
  send(frame: string | Buffer): void
  /** True while more waits to be sent than a client that keeps up would have waiting. */
  readonly clogged: boolean
  readonly closed: boolean
  /** Waits until it is no longer clogged (`drained`), it is closed (`closed`), or that takes too long: then it is closed with 4409 (`lagging`). */
  drained(): Promise<'drained' | 'closed' | 'lagging'>
  close(code: number, reason: string): void
}

/** Above this many unsent bytes a client lags: it gets nothing more until it has caught up. */
const lagBytes = 64 * 1024
/** A client that lags this long is closed, in milliseconds. */
const lagPatience = 5000
const lookInterval = 25

/** An outlet over a WebSocket. */
export function socketOutlet(socket: WebSocket, patience: number = lagPatience): Outlet {
  return {
    send: (frame) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(frame, { binary: false })
    },
    get clogged() {
      return socket.bufferedAmount > lagBytes
    },
    get closed() {
      return socket.readyState !== WebSocket.OPEN
    },
    async drained() {
      const giveUpAt = performance.now() + patience
      while (this.clogged && !this.closed) {
        if (performance.now() > giveUpAt) {
          this.close(closeCodes.lagging, 'lagging')
          return 'lagging'
        }
        await sleep(lookInterval)
      }
      return this.closed ? 'closed' : 'drained'
    },
    close(code, reason) {
      socket.close(code, reason)
      // Who does not read does not answer a close either.
      if (code === closeCodes.lagging) setTimeout(() => socket.terminate(), 1000).unref()
    },
  }
}
