import type { Context } from 'koa'
import type { Person } from '../gitea/person.ts'
import type { Notice, Session, Sessions } from '../session/sessions.ts'
import type { Attempts } from '../session/attempts.ts'
import type { Sources } from '../sources.ts'
import type { Reading, State } from '../state.ts'
import type { Platform } from '../../platform.ts'
import type { Acts } from '../steps/act.ts'
import type { Watch } from '../watch.ts'
import { languageOf } from '../page/language.ts'
import { layout } from '../page/layout.ts'
import { signInPage } from '../page/sign-in.ts'
import type { View } from '../page/view.ts'
import { say } from '../page/words.ts'

/** What the routes work with. */
export type Desk = {
  readonly platform: Platform
  /** Tells this start of the page from others. */
  readonly boot: string
  readonly sources: Sources
  readonly reading: Reading
  readonly watch: Watch<State>
  readonly sessions: Sessions
  readonly attempts: Attempts
  /** Whether somebody may approve, in Gitea's present opinion; kept for some seconds. */
  readonly manager: (person: Person) => Promise<boolean>
  readonly acts: Acts
  /** Somebody changed what gates look at. */
  readonly changed: () => void
}

/** Cookies know no ports: two platforms on this machine must not share a session. */
export function sessionCookie({ platform }: Desk): string {
  return `jari-delivery-${platform.ports.delivery}`
}

export const languageCookie = 'jari-language'

export function sessionOf(ctx: Context, desk: Desk): Session | undefined {
  return desk.sessions.find(ctx.cookies.get(sessionCookie(desk)))
}

/** For whom an answer is made: language by choice or by what the browser accepts, and who is signed in. */
export async function viewOf(ctx: Context, desk: Desk): Promise<View> {
  const session = sessionOf(ctx, desk)
  const accepted = ctx.acceptsLanguages()
  const language = languageOf(ctx.cookies.get(languageCookie), Array.isArray(accepted) ? accepted : [])
  const person = session === undefined ? null : { name: session.person.name, manager: await desk.manager(session.person) }
  return { language, say: say(language), path: ctx.path, now: Date.now(), person, team: desk.sources.gitea.team }
}

/** A path of this page's own that a form names, to go on to; the overview for anything else. */
export function ownPath(path: string): string {
  return /^\/(?!\/|sign-)[\w/-]*$/.test(path) ? path : '/'
}

/** Answers with a page. */
export function show(ctx: Context, page: string) {
  ctx.type = 'html'
  ctx.body = page
}

/** One field of a form, empty when it is missing. */
export function field(ctx: Context, name: string): string {
  const form = (ctx.request as { body?: Record<string, unknown> }).body ?? {}
  const value = form[name]
  return typeof value === 'string' ? value : ''
}

/** What the last act came to, for the person's own look: the script looks for news with a header of its own. */
export function noticeOf(ctx: Context, desk: Desk): Notice | null {
  const session = sessionOf(ctx, desk)
  const notice = session?.notice ?? null
  if (session !== undefined && ctx.get('x-live') === '') session.notice = null
  return notice
}

/** Answers somebody who has to sign in again. */
export async function askToSignIn(ctx: Context, desk: Desk): Promise<void> {
  const view = await viewOf(ctx, desk)
  show(ctx, layout(view, { path: '/sign-in' }, signInPage(view, '/', view.say('sessionOver'), '')))
  ctx.status = 401
}
