import { createHash, timingSafeEqual } from 'node:crypto'

/** What is kept of a device's token. Tokens are random and long, so that a plain hash cannot be searched back. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

/** Whether a token is the one that this hash was made of. */
export function tokenMatches(token: string, hash: string): boolean {
  const [given, kept] = [Buffer.from(hashToken(token)), Buffer.from(hash)]
  return given.length === kept.length && timingSafeEqual(given, kept)
}
