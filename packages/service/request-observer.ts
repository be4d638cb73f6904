import { randomUUID } from 'node:crypto'
import type { Middleware } from 'koa'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import type { Readiness } from './readiness.ts'

/** What the first middleware leaves on `ctx.state` for those after it. */
export type RequestState = { requestId: string; logOf: () => Log; draining: () => boolean }

const traceparentForm = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/
const requestIdForm = /^[A-Za-z0-9._-]{8,64}$/
/** Asked too often, and too dull, to be logged. */
const unlogged = new Set(['/livez', '/readyz'])

/** The trace of a request: the caller's (W3C traceparent) or a new one. */
export function traceOf(header: string): { traceId: string; traceparent: string } {
  const match = traceparentForm.exec(header)
  const traceId = match?.[1] ?? randomUUID().replaceAll('-', '')
  const span = randomUUID()
  return { traceId, traceparent: `00-${traceId}-${span.slice(0, 8)}${span.slice(-8)}-${match?.[3] ?? '00'}` }
}

/** Outermost: request id, trace, one log line and one measurement a request, `Connection: close` while draining. */
export function observeRequests(parts: { log: Log; metrics: Metrics; readiness: Readiness }): Middleware {
  // To look for credentials costs three times as much as to write the line, and all that is in it is put there here.
  const lines = parts.log.child({}, { redact: [] })
  return async (ctx, next) => {
    const start = performance.now()
    const { traceId, traceparent } = traceOf(ctx.get('traceparent'))
    const sent = ctx.get('x-request-id')
    const requestId = requestIdForm.test(sent) ? sent : traceId
    ctx.state.requestId = requestId
    let log: Log | undefined
    // Made when somebody has something to say: most requests do not.
    ctx.state.logOf = () => (log ??= parts.log.child({ requestId, traceId }))
    ctx.set('X-Request-Id', requestId)
    ctx.set('traceparent', traceparent)
    await next()
    if (parts.readiness.draining) ctx.set('Connection', 'close')
    const seconds = (performance.now() - start) / 1000
    const route = typeof ctx._matchedRoute === 'string' ? ctx._matchedRoute : 'unmatched'
    parts.metrics.requestDuration.observe({ http_request_method: ctx.method, http_route: route, http_response_status_code: ctx.status }, seconds)
    if (unlogged.has(ctx.path)) return
    const line = { requestId, traceId, method: ctx.method, route, path: ctx.path, status: ctx.status, ms: Math.round(seconds * 1e5) / 100 }
    if (ctx.status >= 500) lines.error(line, 'request')
    else lines.info(line, 'request')
  }
}
