import { PassThrough } from 'node:stream'
import type Router from '@koa/router'
import { layout } from '../page/layout.ts'
import { overviewPage } from '../page/overview.ts'
import { versionOf } from '../watch.ts'
import { field, languageCookie, noticeOf, ownPath, show, viewOf, type Desk } from './context.ts'

/** The page, its state as JSON, and the stream that tells when it changed. */
export function overviewRoutes(router: Router, desk: Desk) {
  router.get('/', async (ctx) => {
    const [view, state] = await Promise.all([viewOf(ctx, desk), desk.watch.current()])
    show(ctx, layout(view, { path: '/', version: versionOf(state), notice: noticeOf(ctx, desk) }, overviewPage(view, state)))
  })

  router.get('/api/state', async (ctx) => {
    ctx.body = await desk.watch.current()
  })

  router.get('/events', (ctx) => {
    const stream = new PassThrough()
    ctx.type = 'text/event-stream'
    ctx.set('X-Accel-Buffering', 'no')
    ctx.body = stream
    stream.write('retry: 2000\n\n')
    const stop = desk.watch.subscribe((version) => stream.write(`event: state\ndata: ${version}\n\n`))
    const beat = setInterval(() => stream.write(': still here\n\n'), 15_000)
    stream.once('close', () => {
      stop()
      clearInterval(beat)
    })
  })

  router.post('/language', (ctx) => {
    const path = field(ctx, 'path')
    ctx.cookies.set(languageCookie, field(ctx, 'language').slice(0, 5).replace(/[^a-z-]/gi, ''), { httpOnly: true, sameSite: 'strict', maxAge: 365 * 86_400_000 })
    ctx.status = 303
    ctx.redirect(ownPath(path))
  })
}
