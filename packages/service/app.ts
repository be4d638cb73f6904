import { Router } from '@koa/router'
import Koa from 'koa'
import type { Context } from 'koa'
import { allowMethods } from './allow-methods.ts'
import type { BelongsToStore } from './caller.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import { openapiDocument } from './openapi.ts'
import { answerProblems } from './problem-answer.ts'
import type { Readiness } from './readiness.ts'
import { observeRequests } from './request-observer.ts'
import { mount } from './route-mount.ts'
import type { Route } from './route.ts'
import type { Verifier } from './verifier.ts'

export type AppParts = {
  /** Name of the service, also the first part of its paths. */
  readonly service: string
  readonly summary?: string
  readonly routes: readonly Route[]
  readonly verifier: Verifier
  readonly readiness: Readiness
  readonly log: Log
  readonly metrics: Metrics
  /** Whose store is whose, where a token does not tell all; absent: by the stores that it names. */
  readonly belongsToStore?: BelongsToStore | undefined
  /** Looks at every answer before it is sent, with the service's OpenAPI document at hand; for tests (testing/answer-check.ts). */
  readonly checkAnswers?: AnswerCheck | undefined
}

export type AnswerCheck = (document: object) => (ctx: Context) => void

/**
 * The HTTP side of a service: its routes, /livez, /readyz and /<service>/openapi.json, with request ids, logs, metrics
 * and problems around them. Does no I/O itself and opens no port; give `app.callback()` to a server.
 * Further Koa middleware (`app.use`) sees requests that no route took.
 */
export function createApp(parts: AppParts): Koa {
  const app = new Koa()
  // Koa prints errors by itself unless somebody listens; they are logged where they are caught.
  app.on('error', (error: Error) => parts.log.debug({ err: error }, 'koa'))
  // One for each method: a router tries all of its routes.
  const routers = { GET: new Router(), POST: new Router(), PUT: new Router(), PATCH: new Router(), DELETE: new Router() }
  const router = routers.GET
  router.get('/livez', (ctx) => {
    ctx.body = { status: 'alive' }
  })
  let said = ''
  router.get('/readyz', async (ctx) => {
    const faults = await parts.readiness.faults()
    const now = faults.join('; ')
    // once a change: what a pod lacks is then the last thing in its log
    if (now !== said) parts.log[now ? 'warn' : 'info'](now ? `not ready: ${now}` : 'ready')
    said = now
    ctx.status = faults.length ? 503 : 200
    ctx.body = { status: faults.length ? 'not ready' : 'ready', faults }
  })
  const document = openapiDocument(parts)
  router.get(`/${parts.service}/openapi.json`, (ctx) => {
    ctx.body = document
  })
  for (const route of parts.routes) mount(routers[route.method], route, parts)
  const check = parts.checkAnswers?.(document)
  if (check) app.use(async (ctx, next) => (await next(), check(ctx)))
  app.use(observeRequests(parts))
  app.use(answerProblems(parts.log))
  const own = ['/livez', '/readyz', `/${parts.service}/openapi.json`].map((path) => ({ method: 'GET', path }))
  app.use(allowMethods([...parts.routes, ...own]))
  const dispatch = new Map(Object.entries(routers).map(([method, one]) => [method, one.routes()]))
  dispatch.set('HEAD', router.routes())
  app.use((ctx, next) => dispatch.get(ctx.method)?.(ctx as never, next) ?? next())
  return app
}
