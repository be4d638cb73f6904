import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { accessTokenType, keySetSchema, tokenIssuer } from '@jari/contract/token.ts'
import type { DeviceClaims, GuestClaims, ServiceClaims, StaffClaims } from '@jari/contract/token.ts'
import type { KeySource } from '../key-source.ts'

type Common = 'iss' | 'iat' | 'exp'
type Claims = Omit<GuestClaims, Common> | Omit<StaffClaims, Common> | Omit<DeviceClaims, Common> | Omit<ServiceClaims, Common>

/** Issues access tokens in tests, as the store service does. */
export type TestIssuer = {
  readonly keys: KeySource
  /** A signed token; `seconds` until it expires. */
  token(claims: Claims, seconds?: number): Promise<string>
}

/** An issuer with a key of its own. */
export async function createTestIssuer(): Promise<TestIssuer> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
  const set = keySetSchema.parse({ keys: [{ ...(await exportJWK(publicKey)), kid: 'test', alg: 'EdDSA', use: 'sig' }] })
  return {
    keys: async () => set,
    token: signWith(privateKey, 'test'),
  }
}

/** Signs access tokens with a key, whoever they are for. */
export function signWith(privateKey: Parameters<SignJWT['sign']>[0], kid: string): TestIssuer['token'] {
  return (claims, seconds = 600) => {
    const now = Math.floor(Date.now() / 1000)
    return new SignJWT({ ...claims }).setProtectedHeader({ alg: 'EdDSA', typ: accessTokenType, kid }).setIssuer(tokenIssuer).setIssuedAt(now).setExpirationTime(now + seconds).sign(privateKey)
  }
}
