import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** A secret of one holder, and what is kept of it. */
export type Secret = { readonly text: string; readonly hash: string }

/** A new secret for one holder: 256 random bits as text. Only its hash is kept. */
export function newSecret(): Secret {
  return secretOf(randomBytes(32).toString('base64url'))
}

/** What makes a secret's successor; worth nothing to who does not hold the secret. */
export function newSalt(): string {
  return randomBytes(32).toString('base64url')
}

/** The secret that follows another one: the same each time for the same salt, and to be had by nobody from only one of the two. */
export function successorOf(text: string, salt: string): Secret {
  return secretOf(createHmac('sha256', text).update(salt).digest('base64url'))
}

/** Whether a text is the secret of which this is kept; takes as long for a near miss as for a far one. */
export function isSecret(text: string, hash: string): boolean {
  const [given, kept] = [Buffer.from(hashOf(text)), Buffer.from(hash)]
  return given.length === kept.length && timingSafeEqual(given, kept)
}

function secretOf(text: string): Secret {
  return { text, hash: hashOf(text) }
}

/** What is kept of a secret, as hexadecimal digits: not every database tells a from A. It is long and random, so that a plain hash cannot be searched back. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
