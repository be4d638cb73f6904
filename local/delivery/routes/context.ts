import type { Context } from 'koa'
import type { Person } from '../gitea/person.ts'
import type { Session, Sessions } from '../session/sessions.ts'
import type { Attempts } from '../session/attempts.ts'
import type { Sources } from '../sources.ts'
import type { Reading, State } from '../state.ts'
import type { Platform } from '../../platform.ts'
import type { Watch } from '../watch.ts'
import { languageOf } from '../page/language.ts'
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
  return { language, say: say(language), now: Date.now(), person, team: desk.sources.gitea.team }
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
