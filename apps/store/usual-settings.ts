import { storeSettingsSchema } from '@jari/contract/store.ts'
import type { NewStore, StoreSettings } from '@jari/contract/store.ts'

/** What a store is like until somebody says otherwise. */
export const usualSettings: StoreSettings = { firstOrderTap: false, payment: 'later', guestSessionMinutes: 180 }

/** Settings with some of them said anew. */
export function withSettings(settings: StoreSettings, said: NewStore['settings'] = {}): StoreSettings {
  return storeSettingsSchema.parse({ ...settings, ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) })
}
