import type { WebSocket } from 'ws'
import { clientFrameSchema, closeCodes } from '@jari/contract/feed.ts'
import type { ClientFrame } from '@jari/contract/feed.ts'
import { belongsToStore, mayCall } from '@jari/service/caller.ts'
import type { Access, Caller } from '@jari/service/caller.ts'
import { Problem } from '@jari/service/problem.ts'
import type { Verifier } from '@jari/service/verifier.ts'
import { parseFrame, SocketRefusal } from '@jari/service/websocket.ts'
import type { SocketRoute } from '@jari/service/websocket.ts'
import type { Feed } from './feed.ts'
import { socketOutlet } from './outlet.ts'
import type { Visibility } from './subscriber.ts'

export type FeedSocketParts = {
  /** Template with `:storeId`. */
  readonly path: string
  readonly feed: Feed
  readonly verifier: Verifier
  readonly access: Access
  readonly visibility: (caller: Caller) => Visibility
  /** How long a client may lag, in milliseconds. */
  readonly lagPatienceMs?: number
}

/** The feed's WebSocket: the hello says who and from where; it is closed with 4401 when the token expires. */
export function feedSocket(parts: FeedSocketParts): SocketRoute {
  return {
    path: parts.path,
    async accept(socket, first, { storeId = '' }) {
      const hello = readFrame(first)
      if (hello.type !== 'hello') throw new SocketRefusal(closeCodes.badFrame, 'the first frame must be a hello')
      const caller = await callerOf(parts.verifier, hello.token)
      if (!belongsToStore(caller, storeId)) throw new SocketRefusal(closeCodes.notFound, 'no such store')
      if (!mayCall(parts.access, caller)) throw new SocketRefusal(closeCodes.forbidden, 'not for this caller')
      if (socket.readyState !== socket.OPEN) return
      const subscription = parts.feed.subscribe(storeId, parts.visibility(caller), socketOutlet(socket, parts.lagPatienceMs))
      const expiry = closeAt(socket, caller.exp * 1000)
      socket.once('close', () => {
        clearTimeout(expiry)
        subscription.end()
      })
      socket.on('message', (data) => void resumeAgain(socket, data.toString(), subscription))
      await subscription.resume(hello.cursor)
    },
  }
}

async function resumeAgain(socket: WebSocket, text: string, subscription: ReturnType<Feed['subscribe']>): Promise<void> {
  try {
    const frame = readFrame(parseFrame(text))
    if (frame.type !== 'resume') throw new SocketRefusal(closeCodes.badFrame, 'one hello is enough')
    await subscription.resume(frame.cursor)
  } catch (error) {
    if (error instanceof SocketRefusal) socket.close(error.code, error.message)
    else socket.close(closeCodes.overloaded, 'try again')
  }
}

function readFrame(value: unknown): ClientFrame {
  const result = clientFrameSchema.safeParse(value)
  if (result.success) return result.data
  throw new SocketRefusal(closeCodes.badFrame, `not a frame: ${result.error.issues[0]?.message ?? ''}`.slice(0, 100))
}

async function callerOf(verifier: Verifier, token: string): Promise<Caller> {
  try {
    return await verifier.verify(token)
  } catch (error) {
    if (error instanceof Problem) throw new SocketRefusal(error.status === 401 ? closeCodes.unauthenticated : closeCodes.overloaded, error.message.slice(0, 100))
    throw error
  }
}

/** setTimeout holds at most 24.8 days; tokens live far shorter. */
function closeAt(socket: WebSocket, time: number): NodeJS.Timeout {
  return setTimeout(() => socket.close(closeCodes.unauthenticated, 'the token has expired'), Math.min(time - Date.now(), 2 ** 31 - 1))
}
