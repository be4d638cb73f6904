import { randomBytes } from 'node:crypto'

/**
 * A new id: 48 bits of time, 80 bits of chance, as 26 letters and digits (Crockford base 32, lower case).
 * Ids made later sort later, so rows inserted together lie together in a B-tree.
 */
export function newId(now: number = Date.now()): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(now, 0, 6)
  let value = BigInt(`0x${bytes.toString('hex')}`)
  let text = ''
  for (let i = 0; i < 26; i++) {
    text = alphabet[Number(value & 31n)] + text
    value >>= 5n
  }
  return text
}

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
