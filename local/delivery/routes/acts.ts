import type Router from '@koa/router'
import type { Context } from 'koa'
import { SourceError } from '../request.ts'
import type { Notice, Session } from '../session/sessions.ts'
import { notices } from '../steps/notices.ts'
import { askToSignIn, field, sessionOf, type Desk } from './context.ts'

const release = /^\d{4,}(\.\d+)?-[0-9a-f]{7}$/

/** Holding, letting go and rolling back: what came of it is said on the page that follows. */
export function actRoutes(router: Router, desk: Desk) {
  const places = async () => (await desk.watch.current()).environments.map(({ name }) => name)
  const reasonIn = (ctx: Context) => field(ctx, 'reason').trim().slice(0, 200)

  router.post('/holds', (ctx) => act(ctx, desk, '/#holds', async ({ person }) => {
    const [id, environment, reason] = [field(ctx, 'release'), field(ctx, 'environment'), reasonIn(ctx)]
    if (!release.test(id) || !(environment === '' || (await places()).includes(environment))) return notices.needRelease()
    return reason === '' ? notices.needReason() : await desk.acts.hold(person, id, environment, reason)
  }))

  router.post('/holds/let-go', (ctx) => act(ctx, desk, '/#holds', async ({ person }) => {
    const [id, environment] = [field(ctx, 'release'), field(ctx, 'environment')]
    if (!release.test(id) || !(environment === '' || (await places()).includes(environment))) return notices.needRelease()
    return await desk.acts.unhold(person, id, environment)
  }))

  router.post('/environments/:name/rollback', async (ctx) => {
    const name = ctx.params.name ?? ''
    if (!(await places()).includes(name)) return
    await act(ctx, desk, `/environments/${name}`, async ({ person }) => {
      const [from, to, reason] = [field(ctx, 'from'), field(ctx, 'to'), reasonIn(ctx)]
      if (!release.test(from) || !release.test(to)) return notices.needRelease()
      return reason === '' ? notices.needReason() : await desk.acts.rollBack(person, name, from, to, reason)
    })
  })
}

/** Does something in the name of whoever is signed in, keeps what came of it for the next page, and goes there. */
async function act(ctx: Context, desk: Desk, next: string, work: (session: Session) => Promise<Notice>): Promise<void> {
  const session = sessionOf(ctx, desk)
  if (session === undefined) return await askToSignIn(ctx, desk)
  try {
    session.notice = await work(session)
  } catch (error) {
    if (!(error instanceof SourceError)) throw error
    session.notice = notices.giteaDown(error.message)
  }
  desk.watch.forget()
  desk.changed()
  ctx.redirect(next)
  ctx.status = 303
}
