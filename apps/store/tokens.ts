import { errors, importJWK, jwtVerify, SignJWT } from 'jose'
import { accessTokenType, seatClaimsSchema, seatTokenType, tokenIssuer } from '@jari/contract/token.ts'
import type { GuestClaims, SeatClaims, ServiceClaims, StaffClaims } from '@jari/contract/token.ts'
import type { SigningKey } from './signing-key.ts'

/** How long an access token lives: whoever is signed out or whose code is renewed is out after this. In seconds. */
export const accessLifetime = 15 * 60

type Claims<Full> = Omit<Full, 'iss' | 'iat' | 'exp'>

/** Issues and reads the tokens of this installation. */
export type Tokens = {
  /** `endsAt`, in milliseconds, is when the session ends that the token is of. */
  access(claims: Claims<StaffClaims> | Claims<GuestClaims> | Claims<ServiceClaims>, endsAt: number): Promise<{ accessToken: string; expiresAt: string }>
  /** The token printed on a seat; it holds until the seat's token version moves on. */
  seat(claims: Omit<SeatClaims, 'iss'>): Promise<string>
  /** The claims of a seat token, null if it is none of ours. */
  readSeat(token: string): Promise<SeatClaims | null>
}

export function createTokens(key: SigningKey, now: () => number = Date.now): Tokens {
  const sign = (claims: object, typ: string) => new SignJWT({ ...claims, iss: tokenIssuer }).setProtectedHeader({ alg: 'EdDSA', typ, kid: key.kid })
  return {
    async access(claims, endsAt) {
      const issuedAt = Math.floor(now() / 1000)
      const expiresAt = Math.min(issuedAt + accessLifetime, Math.ceil(endsAt / 1000))
      const accessToken = await sign(claims, accessTokenType).setIssuedAt(issuedAt).setExpirationTime(expiresAt).sign(key.privateKey)
      return { accessToken, expiresAt: new Date(expiresAt * 1000).toISOString() }
    },

    seat: (claims) => sign(claims, seatTokenType).sign(key.privateKey),

    async readSeat(token) {
      const [jwk] = key.published.keys
      if (!jwk) throw new Error('There is no published key')
      try {
        const { payload } = await jwtVerify(token, await importJWK(jwk, 'EdDSA'), { algorithms: ['EdDSA'], typ: seatTokenType, issuer: tokenIssuer })
        return seatClaimsSchema.parse(payload)
      } catch (error) {
        if (error instanceof errors.JOSEError || (error as Error).name === 'ZodError') return null
        throw error
      }
    },
  }
}
