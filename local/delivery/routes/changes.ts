import type Router from '@koa/router'
import { giteaReader } from '../gitea/ask.ts'
import { readChange } from '../gitea/changes.ts'
import { changePage } from '../page/changes.ts'
import { html } from '../page/html.ts'
import { layout } from '../page/layout.ts'
import { SourceError } from '../request.ts'
import { notices } from '../steps/notices.ts'
import { noticeOf, show, viewOf, type Desk } from './context.ts'

/** A change of somebody's that waits to be merged. */
export function changeRoutes(router: Router, desk: Desk) {
  const { gitea } = desk.sources
  const reader = giteaReader(gitea)

  router.get('/changes/:number', async (ctx) => {
    const number = Number(ctx.params.number)
    if (!Number.isSafeInteger(number) || number < 1) return
    const view = await viewOf(ctx, desk)
    const page = { path: `/changes/${number}` }
    try {
      const change = await readChange(reader, gitea, number)
      if (change !== null) show(ctx, layout(view, { ...page, notice: noticeOf(ctx, desk) }, changePage(view, change)))
    } catch (error) {
      if (!(error instanceof SourceError)) throw error
      show(ctx, layout(view, { ...page, notice: notices.giteaDown(error.message) }, html`<p><a href="/">← ${view.say('back')}</a></p>`))
      ctx.status = 502
    }
  })
}
