import type { z } from 'zod'
import type { Access, Caller } from './caller.ts'
import type { Log } from './log.ts'

/** What a handler answers with; `json` is a body that is JSON text already. */
export type Reply = { readonly status: number; readonly body?: unknown; readonly json?: string; readonly headers?: Readonly<Record<string, string>> }

/** A request after authentication and validation; handlers see nothing of HTTP beyond this. */
export type Request<Params, Query, Body> = {
  readonly params: Params
  readonly query: Query
  readonly body: Body
  /** The body as it came, for checking a signature over it; null if the operation takes none. */
  readonly text: string | null
  /** A header by its name, empty if it was not sent. */
  readonly header: (name: string) => string
  /** Header Idempotency-Key; always there if the route says `idempotency: 'required'`, null if it was not sent. */
  readonly idempotencyKey: string | null
  /** The client's address as the entrance saw it. */
  readonly remoteAddress: string
  readonly log: Log
}

/** Another way to write a body than JSON. `parse` throws problems.malformed; `limit` in bytes. */
export type BodyFormat = { readonly mediaType: string; readonly limit: number; readonly parse: (text: string) => unknown }

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** One operation of a service: mounted as a handler and documented in openapi.json from the same words. */
export type Route = {
  readonly method: Method
  /** Template such as /order/stores/:storeId/orders. A `:storeId` limits callers to those of that store. */
  readonly path: string
  readonly summary: string
  readonly auth: 'public' | Access
  /**
   * Whose is what the path names, besides the store's. `seat`: one seat's, a guest of another seat is told that there is no
   * such thing. `store`: some stores', though the path does not name them; staff of others are told the same. Said in the
   * document, and tested from it.
   */
  readonly ownership?: 'seat' | 'store' | undefined
  readonly params?: z.ZodType | undefined
  readonly query?: z.ZodType | undefined
  readonly body?: z.ZodType | undefined
  /** How the body is written; absent: as JSON. */
  readonly bodyFormat?: BodyFormat | undefined
  readonly idempotency?: 'required' | 'optional' | undefined
  /** Schemas of the good answers by status; null for an answer without body. Problems are added by themselves. */
  readonly responses: Readonly<Record<number, z.ZodType | null>>
  /** Media type of good answers, whose bodies are text then; absent: application/json. */
  readonly media?: string | undefined
  /**
   * Statuses of problems particular to this operation, with the reason. A 422 named here is a domain error: the request
   * fits its schema and is refused all the same, as when an item is sold out; the document lists it as x-domain-errors.
   */
  readonly problems?: Readonly<Record<number, string>> | undefined
  readonly handler: (request: Request<never, never, never>, caller: never) => Promise<Reply> | Reply
}

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : Record<string, never>

type Definition<Params, Query, Body, Who> = Omit<Route, 'params' | 'query' | 'body' | 'handler' | 'auth'> & {
  readonly params?: Params
  readonly query?: Query
  readonly body?: Body
  readonly handler: (request: Request<Parsed<Params>, Parsed<Query>, Parsed<Body>>, caller: Who) => Promise<Reply> | Reply
}

/** An operation for the callers that `auth` names; the handler gets the caller. */
export function route<Params extends z.ZodType | undefined = undefined, Query extends z.ZodType | undefined = undefined, Body extends z.ZodType | undefined = undefined>(
  definition: Definition<Params, Query, Body, Caller> & { readonly auth: Access },
): Route {
  return definition as Route
}

/** An operation that needs no token. */
export function publicRoute<Params extends z.ZodType | undefined = undefined, Query extends z.ZodType | undefined = undefined, Body extends z.ZodType | undefined = undefined>(
  definition: Definition<Params, Query, Body, null>,
): Route {
  return { ...definition, auth: 'public' } as Route
}
