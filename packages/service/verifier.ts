import { decodeProtectedHeader, errors, importJWK, jwtVerify } from 'jose'
import { accessClaimsSchema, accessTokenType, tokenIssuer } from '@jari/contract/token.ts'
import type { Caller } from './caller.ts'
import type { KeySource } from './key-source.ts'
import { problems } from './problems.ts'

/** Turns an access token into the caller it stands for. Throws the problems unauthenticated and unavailable. */
export type Verifier = { verify(token: string): Promise<Caller> }

type Key = Awaited<ReturnType<typeof importJWK>>

/** Keys are asked for again at most this often when a token names one that is not known, in milliseconds. */
const refreshInterval = 5000
/** Verified tokens remembered; the oldest goes first. A remembered token costs a map look-up instead of 60 µs of arithmetic. */
const rememberedTokens = 20_000

/**
 * Verifies EdDSA access tokens with published keys. Keys are kept until a token names an unknown one, and are never
 * dropped because their source is down: only a service that has not yet had any answer says 503.
 * Verified tokens are remembered until they expire. `now` in milliseconds.
 */
export function createVerifier(options: { keys: KeySource; now?: () => number }): Verifier {
  const now = options.now ?? Date.now
  const keys = new Map<string, Key>()
  const verified = new Map<string, Caller>()
  let fetchedAt = -Infinity
  let fetching: Promise<void> | null = null

  async function fetchKeys(): Promise<void> {
    const set = await options.keys()
    const fresh = await Promise.all(set.keys.map(async (jwk) => [jwk.kid, await importJWK(jwk, 'EdDSA')] as const))
    keys.clear()
    for (const [kid, key] of fresh) keys.set(kid, key)
    fetchedAt = now()
  }

  async function keyNamed(kid: string): Promise<Key> {
    if (!keys.has(kid) && now() - fetchedAt >= refreshInterval) {
      fetching ??= fetchKeys().finally(() => {
        fetching = null
      })
      try {
        await fetching
      } catch (error) {
        if (!keys.has(kid)) throw problems.unavailable(`The keys that verify tokens cannot be had: ${(error as Error).message}`)
      }
    }
    const key = keys.get(kid)
    if (!key) throw problems.unauthenticated('The token was not issued here.')
    return key
  }

  function remember(token: string, caller: Caller): void {
    if (verified.size >= rememberedTokens) verified.delete(verified.keys().next().value as string)
    verified.set(token, caller)
  }

  return {
    async verify(token) {
      const known = verified.get(token)
      if (known && known.exp * 1000 > now()) return known
      if (known) verified.delete(token)
      const key = await keyNamed(kidOf(token))
      const caller = await verifyWith(key, token, now())
      remember(token, caller)
      return caller
    },
  }
}

function kidOf(token: string): string {
  try {
    const { kid } = decodeProtectedHeader(token)
    if (typeof kid === 'string') return kid
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
  }
  throw problems.unauthenticated('That is no token.')
}

async function verifyWith(key: Key, token: string, now: number): Promise<Caller> {
  try {
    const { payload } = await jwtVerify(token, key, { algorithms: ['EdDSA'], typ: accessTokenType, issuer: tokenIssuer, currentDate: new Date(now), requiredClaims: ['exp', 'sub'] })
    return accessClaimsSchema.parse(payload)
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw problems.unauthenticated('The token has expired.')
    if (error instanceof errors.JOSEError || (error as Error).name === 'ZodError') throw problems.unauthenticated('The token is not valid.')
    throw error
  }
}
