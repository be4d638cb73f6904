import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import type { ScryptOptions } from 'node:crypto'

/**
 * 16 MiB and about 50 ms a guess: memory-hard, and within OWASP's advice for scrypt (N = 2^14, r = 8, p = 5). Only tests change it: they
 * sign in hundreds of times.
 */
export const passwordCost: Required<Pick<ScryptOptions, 'N' | 'r' | 'p'>> = { N: 2 ** 14, r: 8, p: 5 }
const keyLength = 32

/** A hash that carries its own parameters: scrypt$N$r$p$salt$key. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt, passwordCost)
  return ['scrypt', passwordCost.N, passwordCost.r, passwordCost.p, salt.toString('base64url'), key.toString('base64url')].join('$')
}

/** True if the password is the one that was hashed. Throws if that is no hash of ours. */
export async function verifyPassword(password: string, hash: string): Promise<boolean> {
  const [name, N, r, p, salt, key] = hash.split('$')
  if (name !== 'scrypt' || !salt || !key) throw new Error('This is no scrypt hash')
  const expected = Buffer.from(key, 'base64url')
  const got = await derive(password, Buffer.from(salt, 'base64url'), { N: Number(N), r: Number(r), p: Number(p) })
  return got.length === expected.length && timingSafeEqual(got, expected)
}

function derive(password: string, salt: Buffer, parameters: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, keyLength, { ...parameters, maxmem: 64 * 1024 * 1024 }, (error, key) => (error ? reject(error) : resolve(key)))
  })
}
