import type { Middleware } from 'koa'

const local = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i

const policy = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "connect-src 'self'",
  "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
].join('; ')

/** Answers only to this machine's names (a page elsewhere must not reach in by a name that resolves here), and sets what every answer carries. */
export function guard(): Middleware {
  return async (ctx, next) => {
    ctx.set({
      'Content-Security-Policy': policy,
      'X-Content-Type-Options': 'nosniff',
      // With no-referrer a browser would send forms with the origin "null".
      'Referrer-Policy': 'same-origin',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Cache-Control': 'no-store',
    })
    if (!local.test(ctx.get('host'))) {
      ctx.status = 421
      ctx.body = 'This page answers to localhost only.\n'
      return
    }
    await next()
  }
}

/** Lets a change through only when it comes from a form of this very page (with the cookie's SameSite=Strict: no other site can act for a person). */
export function sameOrigin(): Middleware {
  return async (ctx, next) => {
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD' && ctx.get('origin') !== `http://${ctx.get('host')}`) {
      ctx.status = 403
      ctx.body = 'Refused: the request does not come from this page.\n'
      return
    }
    await next()
  }
}
