import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { Server as NetServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import type Koa from 'koa'
import type { Database } from './database.ts'
import type { Log } from './log.ts'
import { createMetricsServer } from './metrics-server.ts'
import type { Metrics } from './metrics.ts'
import type { Readiness } from './readiness.ts'
import type { Sockets } from './websocket.ts'

export type ServeParts = {
  readonly config: { readonly HOST?: string | undefined; readonly PORT: number; readonly METRICS_PORT: number; readonly DRAIN_MS: number }
  readonly app: Koa
  readonly readiness: Readiness
  readonly log: Log
  readonly metrics: Metrics
  readonly sockets?: Sockets
  readonly database?: Database
  /** Run when no request is left, before the database closes: flush, stop timers. */
  readonly stop?: readonly (() => Promise<void> | void)[]
}

export type Running = {
  readonly port: number
  readonly metricsPort: number
  /** Drains and ends; the second call waits for the first. `quietMs` as DRAIN_MS. */
  stop(quietMs?: number): Promise<void>
}

/** Longer than any ingress keeps an idle connection (Traefik: 90 s), so that never both reuse and close it at once. */
const keepAliveTimeout = 95_000

/** Opens the ports of a service. Throws if one is taken. */
export async function serve(parts: ServeParts): Promise<Running> {
  const server = createServer(parts.app.callback())
  server.keepAliveTimeout = keepAliveTimeout
  server.headersTimeout = keepAliveTimeout + 5000
  server.requestTimeout = 60_000
  parts.sockets?.attach(server)
  const metricsServer = createMetricsServer(parts.metrics)
  const port = await listen(server, parts.config.PORT, parts.config.HOST)
  const metricsPort = await listen(metricsServer, parts.config.METRICS_PORT, parts.config.HOST)
  parts.log.info({ port, metricsPort }, 'serving')
  let stopping: Promise<void> | null = null
  return {
    port,
    metricsPort,
    stop: (quietMs = parts.config.DRAIN_MS) => (stopping ??= drain(parts, server, metricsServer, quietMs)),
  }
}

/**
 * readyz turns 503 → requests go on being served, each answer with `Connection: close`, while WebSockets are closed
 * with 1012 one after the other → no new connections, the last requests end → flush → the database closes.
 */
async function drain(parts: ServeParts, server: Server, metricsServer: Server, quietMs: number): Promise<void> {
  parts.readiness.drain()
  parts.log.info({ quietMs, sockets: parts.sockets?.open ?? 0 }, 'draining')
  await Promise.all([new Promise((resolve) => setTimeout(resolve, quietMs)), parts.sockets?.drain(quietMs)])
  await close(server)
  for (const stop of parts.stop ?? []) await stop()
  await parts.database?.close()
  await close(metricsServer)
  parts.log.info('stopped')
}

function listen(server: Server, port: number, host: string | undefined): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host }, () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })
}

/** How long a connection that was just taken on may need to bring its request, in milliseconds. */
const lastCall = 250

/** Stops listening, lets what is under way end, and only then cuts connections that are idle. */
async function close(server: Server): Promise<void> {
  // http.Server's own close cuts idle connections at once, also those whose first request is on its way.
  const closed = new Promise((resolve) => NetServer.prototype.close.call(server, resolve))
  await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, lastCall))])
  server.close()
  await closed
}
