import type { Router } from '@koa/router'
import type { Context } from 'koa'
import { belongsToStore, mayCall } from './caller.ts'
import type { BelongsToStore, Caller } from './caller.ts'
import { readIdempotencyKey } from './idempotency-key.ts'
import type { Log } from './log.ts'
import { problems } from './problems.ts'
import { jsonBody, readBody } from './request-body.ts'
import type { Reply, Request, Route } from './route.ts'
import { validate } from './validate.ts'
import type { Verifier } from './verifier.ts'

type MountParts = { readonly verifier: Verifier; readonly belongsToStore?: BelongsToStore | undefined }

/** Mounts one operation: who calls → may they → which store → key → body → handler. */
export function mount(router: Router, route: Route, parts: MountParts): void {
  router.register(route.path, [route.method.toLowerCase()], async (ctx: Context & { params: Record<string, string> }) => {
    const caller = route.auth === 'public' ? null : await admit(ctx, route, parts)
    const request: Request<unknown, unknown, unknown> = {
      params: route.params ? readParams(route, ctx.params) : {},
      query: route.query ? validate(route.query, { ...ctx.query }, 'query') : {},
      idempotencyKey: route.idempotency ? readIdempotencyKey(ctx.req.headers['idempotency-key']?.toString(), route.idempotency) : null,
      ...(await bodyOf(ctx, route)),
      header: (name) => ctx.get(name),
      remoteAddress: clientAddress(ctx),
      get log() {
        return (ctx.state.logOf as () => Log)()
      },
    }
    send(ctx, route, await route.handler(request as Request<never, never, never>, caller as never))
  })
}

/** The verified caller, if the operation is for them and, where the path names a store, they belong to it. */
async function admit(ctx: Context & { params: Record<string, string> }, route: Route, parts: MountParts): Promise<Caller> {
  const token = bearerToken(ctx.get('Authorization'))
  if (!token) throw problems.unauthenticated('Send an access token as Authorization: Bearer.')
  const caller = await parts.verifier.verify(token)
  const { storeId } = ctx.params
  if (storeId !== undefined && !(parts.belongsToStore ?? belongsToStore)(caller, storeId)) throw problems.notFound('store')
  if (route.auth === 'public' || !mayCall(route.auth, caller)) throw problems.forbidden(`A ${caller.kind === 'staff' ? caller.role : caller.kind} may not do this.`)
  return caller
}

/** What comes after `Bearer`, whatever it is: the verifier knows tokens from others. */
function bearerToken(header: string): string | null {
  return /^Bearer /i.test(header) ? header.slice('Bearer '.length).trim() : null
}

async function bodyOf(ctx: Context, { body, bodyFormat = jsonBody }: Route): Promise<{ body: unknown; text: string | null }> {
  if (!body) return { body: null, text: null }
  const text = await readBody(ctx, bodyFormat)
  return { body: validate(body, bodyFormat.parse(text), 'body'), text }
}

/** A path that cannot name anything is a 404, not a fault of form. */
function readParams(route: Route, params: Record<string, string>): unknown {
  const result = route.params?.safeParse(params)
  if (!result?.success) throw problems.notFound('thing')
  return result.data
}

/** The entrance appends who it took the request from; the last entry is the one that it saw itself. */
function clientAddress(ctx: Context): string {
  return ctx.get('X-Forwarded-For').split(',').at(-1)?.trim() || ctx.req.socket.remoteAddress || 'unknown'
}

function send(ctx: Context, route: Route, reply: Reply): void {
  if (reply.headers) ctx.set({ ...reply.headers })
  if (reply.json === undefined) ctx.body = reply.body ?? null
  else {
    ctx.type = 'json'
    ctx.body = reply.json
  }
  ctx.status = reply.status
  if (route.media && reply.body !== undefined) ctx.type = route.media
}
