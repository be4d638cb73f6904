import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { join } from 'node:path'
import { secretFile } from '../cluster/secret-file.ts'
import { paths, type Platform } from '../platform.ts'

/** The key that images are signed with on this platform, made when first asked for, and the public one that gates verify by: texts of PEMs. */
export function signingKeys(platform: Platform): { readonly key: string; readonly publicKey: string } {
  const key = secretFile(join(paths(platform).secrets, 'signing.pem'), () => generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())
  return { key, publicKey: createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString().trim() }
}
