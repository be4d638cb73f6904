import { storeSchema } from '@jari/contract/store.ts'
import type { Store } from '@jari/contract/store.ts'
import { problems } from './problems.ts'

/** Fetches what the store service publishes of a store; null if there is no such store. */
export type ProfileSource = (storeId: string) => Promise<Store | null>

/** What services know of stores: time zone, currency, languages, hours, settings. */
export type StoreProfiles = {
  /** Throws problems.notFound, or problems.unavailable if the store service has never told of this store and cannot now. */
  of(storeId: string): Promise<Store>
}

/** How long a profile is used before it is asked for again, in milliseconds. */
const freshFor = 30_000
const remembered = 10_000

/** Profiles as the store service at `storeUrl` publishes them. Gives up after 2 s. */
export function remoteProfiles(storeUrl: string): ProfileSource {
  return async (storeId) => {
    const url = new URL(`/store/stores/${encodeURIComponent(storeId)}/profile`, storeUrl)
    const response = await fetch(url, { signal: AbortSignal.timeout(2000) })
    if (response.status === 404) return null
    if (!response.ok) throw new Error(`${url} answered ${response.status}`)
    return storeSchema.parse(await response.json())
  }
}

/**
 * Keeps profiles for 30 s, then asks again in the background of the request that finds them old; one that was known once
 * is used for as long as its source is down. `now` in milliseconds.
 */
export function createStoreProfiles(source: ProfileSource, now: () => number = Date.now): StoreProfiles {
  const known = new Map<string, { store: Store; asked: number }>()
  const asking = new Map<string, Promise<Store | null>>()

  async function ask(storeId: string): Promise<Store | null> {
    const store = await source(storeId)
    known.delete(storeId)
    if (!store) return null
    if (known.size >= remembered) known.delete(known.keys().next().value as string)
    known.set(storeId, { store, asked: now() })
    return store
  }

  function askOnce(storeId: string): Promise<Store | null> {
    const running = asking.get(storeId) ?? ask(storeId).finally(() => asking.delete(storeId))
    asking.set(storeId, running)
    return running
  }

  return {
    async of(storeId) {
      const kept = known.get(storeId)
      if (kept) {
        if (now() - kept.asked >= freshFor) {
          kept.asked = now()
          // who asks now need not wait; if it fails, the next round tries again
          askOnce(storeId).catch(() => undefined)
        }
        return kept.store
      }
      const store = await askOnce(storeId).catch((error: Error) => {
        throw problems.unavailable(`What the store is like cannot be had: ${error.message}`)
      })
      if (!store) throw problems.notFound('store')
      return store
    },
  }
}
