import { bodyParser } from '@koa/bodyparser'
import Router from '@koa/router'
import Koa from 'koa'
import { html } from './page/html.ts'
import { layout } from './page/layout.ts'
import { actRoutes } from './routes/acts.ts'
import { approvalRoutes } from './routes/approval.ts'
import { assetRoutes } from './routes/assets.ts'
import { show, viewOf, type Desk } from './routes/context.ts'
import { changeRoutes } from './routes/changes.ts'
import { environmentRoutes } from './routes/environments.ts'
import { overviewRoutes } from './routes/overview.ts'
import { runRoutes } from './routes/runs.ts'
import { sessionRoutes } from './routes/session.ts'
import { guard, sameOrigin } from './session/guard.ts'

/** The delivery page as a Koa application: a pure function of what it works with. */
export function createApp(desk: Desk): Koa {
  const app = new Koa()
  const router = new Router()
  overviewRoutes(router, desk)
  environmentRoutes(router, desk)
  sessionRoutes(router, desk)
  approvalRoutes(router, desk)
  changeRoutes(router, desk)
  actRoutes(router, desk)
  runRoutes(router, desk)
  assetRoutes(router)
  app.use(guard())
  app.use(sameOrigin())
  app.use(bodyParser({ enableTypes: ['form'], formLimit: '16kb' }))
  app.use(async (ctx, next) => {
    await next()
    if (ctx.status !== 404 || ctx.body !== undefined) return
    const view = await viewOf(ctx, desk)
    show(ctx, layout(view, { path: '/' }, html`<p><a href="/">← ${view.say('back')}</a></p><p>${view.say('notFound')}</p>`))
    ctx.status = 404
  })
  app.use(router.routes())
  return app
}
