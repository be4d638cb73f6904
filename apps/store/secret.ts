import { createHash, randomBytes } from 'node:crypto'

/** A new secret for one holder: 256 random bits as text. Only its hash is kept. */
export function newSecret(): { readonly text: string; readonly hash: string } {
  const text = randomBytes(32).toString('base64url')
  return { text, hash: hashOf(text) }
}

/** What is kept of a secret, as hexadecimal digits: not every database tells a from A. It is long and random, so that a plain hash cannot be searched back. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
