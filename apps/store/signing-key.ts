import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from 'jose'
import { z } from 'zod'
import type { KeySet } from '@jari/contract/token.ts'

const privateJwkSchema = z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string(), d: z.string(), kid: z.string().optional() })

/** The key that signs all tokens, and what is published of it. */
export type SigningKey = { readonly kid: string; readonly privateKey: Awaited<ReturnType<typeof importJWK>>; readonly published: KeySet }

/** Reads an Ed25519 private JWK. Throws an Error naming the file when there is none in it. */
export async function readSigningKey(path: string): Promise<SigningKey> {
  try {
    return await toSigningKey(JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    throw new Error(`SIGNING_KEY_FILE ${path} holds no Ed25519 private JWK: ${(error as Error).message}`)
  }
}

/** Reads the key at `path`, and makes one there first if there is none; for an embedded installation. */
export async function readOrMakeSigningKey(path: string): Promise<SigningKey> {
  if (!existsSync(path)) {
    const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, JSON.stringify(await exportJWK(privateKey)), { mode: 0o600, flag: 'wx' })
  }
  return readSigningKey(path)
}

async function toSigningKey(value: unknown): Promise<SigningKey> {
  const { kid: named, ...jwk } = privateJwkSchema.parse(value)
  const kid = named ?? (await calculateJwkThumbprint(jwk))
  const privateKey = await importJWK({ ...jwk, alg: 'EdDSA' }, 'EdDSA')
  return { kid, privateKey, published: { keys: [{ kty: 'OKP', crv: 'Ed25519', x: jwk.x, kid, alg: 'EdDSA', use: 'sig' }] } }
}
