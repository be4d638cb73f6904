import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocket, WebSocketServer } from 'ws'
import type { RawData } from 'ws'
import { closeCodes } from '@jari/contract/feed.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import { findRoute, originAllowed, refuse } from './upgrade.ts'

/** A WebSocket end point. `accept` gets the socket once its first frame has come; what it throws closes the socket. */
export type SocketRoute = {
  /** Template such as /order/stores/:storeId/feed. */
  readonly path: string
  /** `first` is the first frame, parsed as JSON; it carries the credentials. */
  readonly accept: (socket: WebSocket, first: unknown, params: Readonly<Record<string, string>>, log: Log) => Promise<void> | void
}

/** Thrown by `accept` to close with a code of `closeCodes` and a short reason. */
export class SocketRefusal extends Error {
  override name = 'SocketRefusal'
  readonly code: number
  constructor(code: number, reason: string) {
    super(reason)
    this.code = code
  }
}

export type Sockets = {
  /** Takes the upgrade requests of an HTTP server. */
  attach(server: Server): void
  readonly open: number
  /** Closes all with 1012, spread over `spreadMs`; new ones are refused with 503. Resolves when all are gone; what is left after `patienceMs` more is cut. */
  drain(spreadMs: number, patienceMs?: number): Promise<void>
}

/** Largest frame of a client, in bytes. */
const maxPayload = 16 * 1024
/** How long a client has for its first frame, in milliseconds. */
const helloPatience = 5000
/** A ping goes out this often; who has not answered one by the next is cut, in milliseconds. */
const pingInterval = 30_000

export type SocketsParts = {
  readonly routes: readonly SocketRoute[]
  readonly log: Log
  readonly metrics: Metrics
  /** Origins besides the request's own host that pages may connect from. */
  readonly allowedOrigins?: readonly string[]
  readonly helloPatienceMs?: number
}

/** The WebSocket side of a service. Credentials come in the first frame, never in the URL. permessage-deflate stays off: it costs 7 times the CPU. */
export function createSockets(parts: SocketsParts): Sockets {
  const server = new WebSocketServer({ noServer: true, maxPayload, perMessageDeflate: false, clientTracking: true })
  let draining = false

  function handle(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy())
    const match = findRoute(parts.routes, request.url ?? '/')
    if (draining) return refuse(socket, 503)
    if (!match) return refuse(socket, 404)
    if (!originAllowed(request, parts.allowedOrigins ?? [])) return refuse(socket, 403)
    server.handleUpgrade(request, socket, head, (ws) => greet(ws, match.route, match.params))
  }

  function greet(ws: WebSocket, route: SocketRoute, params: Record<string, string>): void {
    const gauge = parts.metrics.sockets.labels(route.path)
    gauge.inc()
    const stopPinging = keepAlive(ws)
    const late = setTimeout(() => ws.close(closeCodes.unauthenticated, 'no first frame in time'), parts.helloPatienceMs ?? helloPatience)
    ws.once('close', () => {
      clearTimeout(late)
      stopPinging()
      gauge.dec()
    })
    ws.on('error', (error) => parts.log.debug({ err: error, route: route.path }, 'socket'))
    ws.once('message', (data) => {
      clearTimeout(late)
      void welcome(ws, route, data.toString(), params)
    })
  }

  async function welcome(ws: WebSocket, route: SocketRoute, text: string, params: Record<string, string>): Promise<void> {
    holdMessages(ws)
    try {
      await route.accept(ws, parseFrame(text), params, parts.log)
    } catch (error) {
      if (error instanceof SocketRefusal) return ws.close(error.code, error.message)
      parts.log.error({ err: error, route: route.path }, 'socket failed')
      ws.close(1011, 'internal')
    }
  }

  return {
    attach: (http) => void http.on('upgrade', handle),
    get open() {
      return server.clients.size
    },
    async drain(spreadMs, patienceMs = 2000) {
      draining = true
      const clients = [...server.clients]
      const gone = clients.map((ws) => new Promise<void>((resolve) => (ws.readyState === WebSocket.CLOSED ? resolve() : ws.once('close', () => resolve()))))
      clients.forEach((ws, i) => setTimeout(() => ws.close(closeCodes.restart, 'restarting'), (spreadMs * i) / clients.length))
      const cut = setTimeout(() => clients.forEach((ws) => ws.terminate()), spreadMs + patienceMs)
      await Promise.all(gone)
      clearTimeout(cut)
    },
  }
}

/** Keeps what comes while the credentials are being checked until somebody listens. */
function holdMessages(ws: WebSocket): void {
  const early: RawData[] = []
  const gather = (data: RawData) => void early.push(data)
  const release = (event: string | symbol) => {
    if (event !== 'message') return
    ws.off('newListener', release)
    ws.off('message', gather)
    queueMicrotask(() => early.forEach((data) => ws.emit('message', data, false)))
  }
  ws.on('message', gather)
  ws.on('newListener', release)
}

/** Parses a frame; a SocketRefusal with 4400 if it is no JSON. */
export function parseFrame(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new SocketRefusal(closeCodes.badFrame, 'not JSON')
  }
}

/** Cuts a client that does not answer pings: its network is gone without a word. */
function keepAlive(ws: WebSocket): () => void {
  let answered = true
  ws.on('pong', () => {
    answered = true
  })
  const timer = setInterval(() => {
    if (!answered) return ws.terminate()
    answered = false
    ws.ping()
  }, pingInterval)
  return () => clearInterval(timer)
}
