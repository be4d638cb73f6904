import { storeProfileSchema } from '@jari/contract/store.ts'
import type { StoreProfile } from '@jari/contract/store.ts'
import { problems } from './problems.ts'

/** Fetches what the store service publishes of a store; null if there is no such store. */
export type ProfileSource = (storeId: string) => Promise<StoreProfile | null>

/** What services know of stores: time zone, currency, languages, hours, settings, seats. */
export type StoreProfiles = {
  /** Throws problems.notFound, or problems.unavailable if the store service has never told of this store and cannot now. */
  of(storeId: string): Promise<StoreProfile>
  /** Whether a store has this seat; one that is not known is asked for, as it may have been put there a moment ago. Throws as `of`. */
  hasSeat(storeId: string, seatId: string): Promise<boolean>
}

/** How long a profile is used before it is asked for again, in milliseconds. */
const freshFor = 30_000
/** A seat that is not known is asked for again after this, in milliseconds. */
const seatsFreshFor = 1000
const remembered = 10_000

/** Profiles as the store service at `storeUrl` publishes them. Gives up after 2 s. */
export function remoteProfiles(storeUrl: string): ProfileSource {
  return async (storeId) => {
    const url = new URL(`/store/stores/${encodeURIComponent(storeId)}/profile`, storeUrl)
    const response = await fetch(url, { signal: AbortSignal.timeout(2000) })
    if (response.status === 404) return null
    if (!response.ok) throw new Error(`${url} answered ${response.status}`)
    return storeProfileSchema.parse(await response.json())
  }
}

/**
 * Keeps profiles for 30 s, then asks again in the background of the request that finds them old; one that was known once
 * is used for as long as its source is down. `now` in milliseconds.
 */
export function createStoreProfiles(source: ProfileSource, now: () => number = Date.now): StoreProfiles {
  const known = new Map<string, { store: StoreProfile; asked: number }>()
  const asking = new Map<string, Promise<StoreProfile | null>>()

  async function ask(storeId: string): Promise<StoreProfile | null> {
    const store = await source(storeId)
    known.delete(storeId)
    if (!store) return null
    if (known.size >= remembered) known.delete(known.keys().next().value as string)
    known.set(storeId, { store, asked: now() })
    return store
  }

  function askOnce(storeId: string): Promise<StoreProfile | null> {
    const running = asking.get(storeId) ?? ask(storeId).finally(() => asking.delete(storeId))
    asking.set(storeId, running)
    return running
  }

  async function mustAsk(storeId: string): Promise<StoreProfile> {
    const store = await askOnce(storeId).catch((error: Error) => {
      throw problems.unavailable(`What the store is like cannot be had: ${error.message}`)
    })
    if (!store) throw problems.notFound('store')
    return store
  }

  async function of(storeId: string): Promise<StoreProfile> {
    const kept = known.get(storeId)
    if (!kept) return mustAsk(storeId)
    if (now() - kept.asked >= freshFor) {
      kept.asked = now()
      // who asks now need not wait; if it fails, the next round tries again
      askOnce(storeId).catch(() => undefined)
    }
    return kept.store
  }

  return {
    of,
    async hasSeat(storeId, seatId) {
      const isThere = ({ seats }: StoreProfile) => seats?.some(({ id }) => id === seatId) ?? true
      if (isThere(await of(storeId))) return true
      const kept = known.get(storeId)
      return !(kept && now() - kept.asked < seatsFreshFor) && isThere(await mustAsk(storeId))
    },
  }
}
