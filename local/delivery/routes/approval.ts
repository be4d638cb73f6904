import type Router from '@koa/router'
import { approve, type Refusal } from '../gitea/approval.ts'
import { layout } from '../page/layout.ts'
import { signInPage } from '../page/sign-in.ts'
import type { Word } from '../page/words.ts'
import { SourceError } from '../request.ts'
import { field, sessionOf, show, viewOf, type Desk } from './context.ts'

const words: Record<Refusal['refused'], Word> = {
  'not-manager': 'refusedNotManager', gone: 'refusedGone', changed: 'refusedChanged',
  'not-ready': 'refusedNotReady', review: 'refusedReview', merge: 'refusedMerge',
}

/** Approving a promotion: what came of it is said on the page that follows. */
export function approvalRoutes(router: Router, desk: Desk) {
  router.post('/promotion/:number/approve', async (ctx) => {
    const session = sessionOf(ctx, desk)
    if (session === undefined) {
      const view = await viewOf(ctx, desk)
      show(ctx, layout(view, { path: '/sign-in' }, signInPage(view, view.say('sessionOver'), '')))
      ctx.status = 401
      return
    }
    const number = Number(ctx.params.number)
    const head = field(ctx, 'head')
    if (!Number.isInteger(number) || !/^[0-9a-f]{40}$/.test(head)) ctx.throw(400, 'The form lacks the commit that was shown.')
    try {
      const outcome = await approve(desk.sources.gitea, session.person, number, head)
      session.notice = 'approved' in outcome
        ? { good: true, key: 'approved', words: outcome.approved }
        : { good: false, key: words[outcome.refused], words: outcome.words }
    } catch (error) {
      if (!(error instanceof SourceError)) throw error
      session.notice = { good: false, key: 'giteaDown', words: error.message }
    }
    desk.watch.forget()
    ctx.redirect('/')
    ctx.status = 303
  })
}
