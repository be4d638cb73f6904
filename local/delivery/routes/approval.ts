import type Router from '@koa/router'
import type { Context } from 'koa'
import { approve, approveChange } from '../gitea/approval.ts'
import { SourceError } from '../request.ts'
import type { Notice } from '../session/sessions.ts'
import { notices } from '../steps/notices.ts'
import { askToSignIn, field, sessionOf, type Desk } from './context.ts'

/** Approving a promotion or a change: what came of it is said on the page that follows. */
export function approvalRoutes(router: Router, desk: Desk) {
  router.post('/promotion/:number/approve', (ctx) => decide(ctx, desk, Number(ctx.params.number), approve, notices.approved))
  router.post('/changes/:number/approve', (ctx) => decide(ctx, desk, Number(ctx.params.number), approveChange, notices.changeApproved))
}

async function decide(ctx: Context, desk: Desk, number: number, act: typeof approve, approved: (what: string) => Notice): Promise<void> {
  const session = sessionOf(ctx, desk)
  if (session === undefined) return await askToSignIn(ctx, desk)
  const head = field(ctx, 'head')
  if (!Number.isInteger(number) || !/^[0-9a-f]{40}$/.test(head)) ctx.throw(400, 'The form lacks the commit that was shown.')
  try {
    const outcome = await act(desk.sources.gitea, session.person, number, head)
    session.notice = 'approved' in outcome ? approved(outcome.approved) : notices.refused(outcome)
  } catch (error) {
    if (!(error instanceof SourceError)) throw error
    session.notice = notices.giteaDown(error.message)
  }
  desk.watch.forget()
  ctx.redirect('/')
  ctx.status = 303
}
