import { hash, randomUUID } from 'node:crypto'
import { problems } from './problems.ts'

/** What a key looks like: visible ASCII without spaces. */
export const idempotencyKeyForm = /^[\x21-\x7e]{1,255}$/

/** The header Idempotency-Key, null if it may be missing and is. Throws problems.keyMissing (400) naming the header. */
export function readIdempotencyKey(header: string | undefined, need: 'required' | 'optional'): string | null {
  if (header === undefined) {
    if (need === 'optional') return null
    throw problems.keyMissing('Send a header Idempotency-Key with a new random value for each new request, and the same value when repeating it.')
  }
  if (!idempotencyKeyForm.test(header)) throw problems.keyMissing('Idempotency-Key must be 1 to 255 visible ASCII characters without spaces.')
  return header
}

/** One use of a key: where its answer is kept, and what the request was. */
export type KeyUse = { readonly id: string; readonly fingerprint: string }

/**
 * Scope of a key: caller, operation, key. `request` is everything that makes two requests the same: parameters and body.
 * Without a key it gets one that nobody else has, for a service may itself have to write again what it cannot know the outcome of.
 */
export function keyUse(parts: { caller: string; operation: string; key: string | null; request: unknown }): KeyUse {
  return { id: digest([parts.caller, parts.operation, parts.key ?? randomUUID()]), fingerprint: digest(parts.request) }
}

function digest(value: unknown): string {
  return hash('sha256', JSON.stringify(value), 'base64url')
}
