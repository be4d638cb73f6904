import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

/** What every service measures. Own metrics are added with `new Counter({ …, registers: [metrics.registry] })`. */
export type Metrics = {
  readonly registry: Registry
  /** Seconds a request took, by method, route template and status. */
  readonly requestDuration: Histogram<'http_request_method' | 'http_route' | 'http_response_status_code'>
  readonly batchSize: Histogram
  readonly batchRetries: Counter
  readonly sockets: Gauge<'route'>
}

/** Buckets of the OpenTelemetry semantic conventions for HTTP durations, in seconds. */
const durationBuckets = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10]

/** A registry of its own for one service; `process: true` adds Node's default metrics. */
export function createMetrics(options: { process?: boolean } = {}): Metrics {
  const registry = new Registry()
  if (options.process) collectDefaultMetrics({ register: registry })
  const registers = [registry]
  return {
    registry,
    requestDuration: new Histogram({
      name: 'http_server_request_duration_seconds',
      help: 'Duration of HTTP requests by route template',
      labelNames: ['http_request_method', 'http_route', 'http_response_status_code'],
      buckets: durationBuckets,
      registers,
    }),
    batchSize: new Histogram({ name: 'db_commit_batch_size', help: 'Requests written by one transaction', buckets: [1, 2, 5, 10, 20, 50, 100], registers }),
    batchRetries: new Counter({ name: 'db_commit_retries_total', help: 'Batches written again after a deadlock, a lock time-out or a lost connection', registers }),
    sockets: new Gauge({ name: 'ws_clients', help: 'Open WebSockets', labelNames: ['route'], registers }),
  }
}
