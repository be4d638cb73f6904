import type { Store, StoreChange } from '@jari/contract/store.ts'
import type { EntityManager } from '@jari/service/database.ts'
import { difference } from '../../difference.ts'
import { note } from '../../repositories/audit.ts'
import type { Actor } from '../../repositories/audit.ts'
import { updateStore } from '../../repositories/stores.ts'
import { withSettings } from '../../usual-settings.ts'

/** The store after a change; of the settings, too, what is not named stays. */
export function changedStore(store: Store, change: StoreChange): Store {
  const { names, timeZone, languages, hours, settings } = change
  return {
    ...store,
    names: names ?? store.names,
    timeZone: timeZone ?? store.timeZone,
    languages: languages ? [...new Set(languages)] : store.languages,
    hours: hours === undefined ? store.hours : hours,
    settings: withSettings(store.settings, settings),
  }
}

/** Writes a change of a store, and notes it; nothing to change is no entry. */
export async function changeStore(em: EntityManager, store: Store, change: StoreChange, by: Actor, now: number): Promise<Store> {
  const changed = changedStore(store, change)
  const detail = difference(store, changed)
  if (Object.keys(detail).length === 0) return store
  await updateStore(em, changed)
  await note(em, { brandId: store.brandId, by, action: 'store.changed', subject: store.id, storeId: store.id, detail }, now)
  return changed
}
