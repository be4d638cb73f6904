import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Credentials of one set of services, made once and kept in files that only their owner may read. */
export type Secrets = {
  /** Of the demo's staff. */
  readonly staffPassword: string
  /** Of the demo's simulated devices. */
  readonly deviceToken: string
  /** Path of the Ed25519 private key (JWK) that tokens are signed with. */
  readonly signingKeyFile: string
}

/** Reads the secrets in `folder`, making those that are missing. */
export function readSecrets(folder: string): Secrets {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const signingKeyFile = join(folder, 'signing.jwk')
  once(signingKeyFile, () => JSON.stringify(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })))
  return {
    // short, since a person types it: the entrance listens on this machine only
    staffPassword: once(join(folder, 'staff.password'), () => randomBytes(6).toString('base64url')),
    deviceToken: once(join(folder, 'device.token'), () => randomBytes(32).toString('base64url')),
    signingKeyFile,
  }
}

function once(file: string, make: () => string): string {
  try {
    writeFileSync(file, `${make()}\n`, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return readFileSync(file, 'utf8').trim()
}
