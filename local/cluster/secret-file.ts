import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { dirname } from 'node:path'

/** A password of `bytes` random bytes in letters, digits, - and _: needs no quoting in URLs, SQL or shells. */
export const randomText = (bytes = 24): string => randomBytes(bytes).toString('base64url')

/** Reads a secret from its file (mode 0600), making it with `make` the first time. Two that make it at once agree on one. */
export function secretFile(file: string, make: () => string = randomText): string {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const present = readSecret(file)
  if (present !== null) return present
  // A link appears with its content: nobody reads half a secret.
  const draft = `${file}.${randomBytes(4).toString('hex')}`
  writeFileSync(draft, make(), { mode: 0o600 })
  try {
    linkSync(draft, file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    rmSync(draft)
  }
  return readFileSync(file, 'utf8').trim()
}

/** A secret's content, or null when it has not been made. */
export function readSecret(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** Replaces a secret as a whole. */
export function writeSecret(file: string, secret: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  rmSync(file, { force: true })
  secretFile(file, () => secret)
}
