import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { Metrics } from './metrics.ts'

/** Serves /metrics and nothing else; on a port of its own, so that it never crosses the ingress and stays up while draining. */
export function createMetricsServer(metrics: Metrics): Server {
  return createServer((request, response) => {
    if (request.url !== '/metrics') {
      response.writeHead(404).end()
      return
    }
    metrics.registry.metrics().then(
      (text) => response.writeHead(200, { 'Content-Type': metrics.registry.contentType, Connection: 'close' }).end(text),
      (error: Error) => response.writeHead(500).end(error.message),
    )
  })
}
