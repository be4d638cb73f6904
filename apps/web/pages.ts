import { access, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Middleware } from 'koa'
import send from 'koa-send'
import { withNotice, type Notice } from './notice.ts'

/** A page: the template of its address, for logs and metrics, and its HTML file. */
type Page = { readonly route: string; readonly form: RegExp; readonly file: string }

const pages: readonly Page[] = [
  { route: '/', form: /^\/$/, file: 'index.html' },
  { route: '/kitchen', form: /^\/kitchen$/, file: 'kitchen.html' },
  { route: '/seat/:seatToken', form: /^\/seat\/[^/]+$/, file: 'seat.html' },
]

const year = 365 * 24 * 3600

/**
 * Serves the built pages in `folder`, and the pictures of the demo menu. Files below /assets carry their content's hash in their name, so they may be kept
 * for ever; pages name them, so they are asked for each time (and answered 304 when nothing changed).
 */
export function servePages(folder: string, notice: Notice): Middleware {
  return async (ctx, next) => {
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD') return next()
    const page = pages.find(({ form }) => form.test(ctx.path))
    if (page) {
      ctx.type = 'html'
      ctx.set('Cache-Control', 'no-cache')
      ctx.body = withNotice(await readFile(join(folder, page.file), 'utf8'), notice)
      ctx.response.etag = await digest(ctx.body as string)
      if (ctx.fresh) ctx.status = 304
      // requests are logged after this, and the path of a seat's link is a credential
      ctx._matchedRoute = page.route
      ctx.path = page.route.replace(':seatToken', '-')
      return
    }
    const asset = /^\/assets\/[\w.-]+$/.test(ctx.path)
    if (!asset && !/^\/(icon|pictures\/[a-z-]+)\.svg$/.test(ctx.path)) return next()
    try {
      await send(ctx, ctx.path, { root: folder, maxAge: asset ? year * 1000 : 0, immutable: asset })
    } catch (error) {
      if ((error as { status?: number }).status !== 404) throw error
      return next()
    }
  }
}

/** Throws unless `vite build` has written the pages into `folder`. */
export async function pagesAreBuilt(folder: string): Promise<void> {
  await access(join(folder, 'index.html'))
}

async function digest(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Buffer.from(bytes).toString('base64url')
}
