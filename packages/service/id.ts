import { randomUUID } from 'node:crypto'

/**
 * A new id: 48 bits of time, 80 bits of chance, as 26 letters and digits (Crockford base 32, lower case).
 * Ids made later sort later, so rows inserted together lie together in a B-tree.
 */
export function newId(now: number = Date.now()): string {
  // A random UUID costs a tenth of randomBytes: Node draws many at once. Its first 8 and last 12 digits are all chance.
  const chance = randomUUID()
  const time = base32(Math.floor(now / 2 ** 25), 5) + base32(now % 2 ** 25, 5)
  return time + fromHex(chance.slice(0, 5)) + fromHex(chance.slice(5, 8) + chance.slice(24, 26)) + fromHex(chance.slice(26, 31)) + fromHex(chance.slice(31, 36))
}

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** Five hexadecimal digits as four of base 32. */
function fromHex(digits: string): string {
  return base32(Number.parseInt(digits, 16), 4)
}

function base32(value: number, digits: number): string {
  let text = ''
  for (let i = digits - 1; i >= 0; i--) text += alphabet[(value >>> (5 * i)) & 31]
  return text
}
