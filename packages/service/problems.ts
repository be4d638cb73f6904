import type { Fault } from '@jari/contract/problem.ts'
import { Problem } from './problem.ts'

/** Every kind of problem that services answer with. `type` is its stable name. */
const kinds = {
  malformed: { status: 400, type: '/problems/malformed', title: 'The request cannot be read' },
  keyMissing: { status: 400, type: '/problems/idempotency-key-missing', title: 'Idempotency-Key is missing or not usable' },
  unauthenticated: { status: 401, type: '/problems/unauthenticated', title: 'Sign in first' },
  forbidden: { status: 403, type: '/problems/forbidden', title: 'This is not yours to do' },
  notFound: { status: 404, type: '/problems/not-found', title: 'There is no such thing' },
  methodNotAllowed: { status: 405, type: '/problems/method-not-allowed', title: 'That method does not work here' },
  conflict: { status: 409, type: '/problems/conflict', title: 'Something else came first' },
  closed: { status: 409, type: '/problems/closed', title: 'The store is closed' },
  tooLarge: { status: 413, type: '/problems/body-too-large', title: 'The body is too large' },
  unsupportedMediaType: { status: 415, type: '/problems/unsupported-media-type', title: 'The body is of the wrong type' },
  invalid: { status: 422, type: '/problems/invalid', title: 'The request has faults' },
  keyReused: { status: 422, type: '/problems/idempotency-key-reused', title: 'That Idempotency-Key was used for another request' },
  tooManyRequests: { status: 429, type: '/problems/too-many-requests', title: 'Too many requests' },
  internal: { status: 500, type: '/problems/internal', title: 'Something went wrong here' },
  unavailable: { status: 503, type: '/problems/unavailable', title: 'Not available for the moment' },
} as const

/** Constructors of all problems: `throw problems.notFound('order')`. */
export const problems = {
  /** The bytes are no JSON document, or the request line makes no sense. */
  malformed: (detail: string, errors: Fault[] = []) => new Problem(kinds.malformed, detail, { errors }),
  keyMissing: (detail: string) => new Problem(kinds.keyMissing, detail, { errors: [{ in: 'header', pointer: '#/Idempotency-Key', detail }] }),
  unauthenticated: (detail: string) => new Problem(kinds.unauthenticated, detail, { headers: { 'WWW-Authenticate': 'Bearer' } }),
  forbidden: (detail: string) => new Problem(kinds.forbidden, detail),
  /** `what` in the singular: "order". Also the answer for what exists but belongs to somebody else. */
  notFound: (what: string) => new Problem(kinds.notFound, `No such ${what}.`),
  methodNotAllowed: (allow: string) => new Problem(kinds.methodNotAllowed, `Use ${allow}.`, { headers: { Allow: allow } }),
  /** `extensions` carries the present state, so that the loser need not ask again. */
  conflict: (detail: string, extensions: Record<string, unknown> = {}) => new Problem(kinds.conflict, detail, { extensions }),
  /** `hours` are those of the store. */
  closed: (detail: string, hours: unknown) => new Problem(kinds.closed, detail, { extensions: { hours } }),
  tooLarge: (limit: number) => new Problem(kinds.tooLarge, `The body may have at most ${limit} bytes.`, { errors: [{ in: 'body', pointer: '#', detail: `more than ${limit} bytes` }] }),
  unsupportedMediaType: (got: string, wanted = 'application/json') =>
    new Problem(kinds.unsupportedMediaType, `Send the body as ${wanted}, not ${got || 'without a content type'}.`, {
      errors: [{ in: 'header', pointer: '#/Content-Type', detail: `must be ${wanted}` }],
    }),
  /** Values that are readable but not allowed; `errors` names each. */
  invalid: (errors: readonly Fault[]) => new Problem(kinds.invalid, errors.map((fault) => `${fault.pointer}: ${fault.detail}`).join('; '), { errors }),
  keyReused: () =>
    new Problem(kinds.keyReused, 'An earlier request with this Idempotency-Key had another body. Take a new key for a new request.', {
      errors: [{ in: 'header', pointer: '#/Idempotency-Key', detail: 'was used with another body' }],
    }),
  /** `retryAfter` in seconds. */
  tooManyRequests: (detail: string, retryAfter: number) => new Problem(kinds.tooManyRequests, detail, { headers: { 'Retry-After': String(retryAfter) } }),
  internal: () => new Problem(kinds.internal, 'The fault is ours and has been logged under this request id.'),
  unavailable: (detail: string, retryAfter = 1) => new Problem(kinds.unavailable, detail, { headers: { 'Retry-After': String(retryAfter) } }),
}
