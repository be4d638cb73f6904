import type Router from '@koa/router'
import { signIn } from '../gitea/person.ts'
import { layout } from '../page/layout.ts'
import { signInPage } from '../page/sign-in.ts'
import { SourceError } from '../request.ts'
import { field, ownPath, sessionCookie, show, viewOf, type Desk } from './context.ts'

/** Signing in and out. */
export function sessionRoutes(router: Router, desk: Desk) {
  const cookie = sessionCookie(desk)

  router.get('/sign-in', async (ctx) => {
    const view = await viewOf(ctx, desk)
    show(ctx, layout(view, { path: '/sign-in' }, signInPage(view, ownPath(String(ctx.query.next ?? '/')), null, '')))
  })

  router.post('/sign-in', async (ctx) => {
    const view = await viewOf(ctx, desk)
    const name = field(ctx, 'name').trim()
    const password = field(ctx, 'password')
    const next = ownPath(field(ctx, 'next'))
    const again = (status: number, problem: string) => {
      show(ctx, layout(view, { path: '/sign-in' }, signInPage(view, next, problem, name)))
      ctx.status = status
    }
    if (name === '' || password === '') return again(422, view.say('needBoth'))
    const key = `name ${name.toLowerCase()}`
    const delay = Math.ceil(desk.attempts.begin(key) / 1000)
    if (delay > 0) {
      ctx.set('Retry-After', String(delay))
      return again(429, view.say('slowDown', delay))
    }
    try {
      const person = await signIn(desk.sources.gitea, name, password, `${desk.platform.name}-delivery`, desk.boot)
      desk.attempts.succeeded(key)
      const before = ctx.cookies.get(cookie)
      ctx.cookies.set(cookie, desk.sessions.open(person), { httpOnly: true, sameSite: 'strict', overwrite: true })
      if (before !== undefined) await desk.sessions.close(before)
      ctx.redirect(next === '/' ? '/#promotion' : next)
      ctx.status = 303
    } catch (error) {
      if (!(error instanceof SourceError)) throw error
      if (error.status === 401 || error.status === 403) return again(401, view.say('wrong'))
      // Nothing was guessed while Gitea could not be asked.
      desk.attempts.succeeded(key)
      again(502, view.say('giteaDown', error.message))
    }
  })

  router.post('/sign-out', async (ctx) => {
    const id = ctx.cookies.get(cookie)
    ctx.cookies.set(cookie, null, { httpOnly: true, sameSite: 'strict' })
    if (id !== undefined) await desk.sessions.close(id)
    ctx.redirect('/')
    ctx.status = 303
  })
}
