import { keySetSchema } from '@jari/contract/token.ts'
import type { KeySet } from '@jari/contract/token.ts'

/** Fetches the keys that verify tokens. */
export type KeySource = () => Promise<KeySet>

/** Keys as the store service at `storeUrl` publishes them. Gives up after 2 s. */
export function remoteKeys(storeUrl: string): KeySource {
  const url = new URL('/store/keys', storeUrl)
  return async () => {
    const response = await fetch(url, { signal: AbortSignal.timeout(2000) })
    if (!response.ok) throw new Error(`${url} answered ${response.status}`)
    return keySetSchema.parse(await response.json())
  }
}
