import { demo } from '@jari/contract/demo.ts'
import type { StoreProfile } from '@jari/contract/store.ts'

/** What a test says of its stores; without seats each has any. */
export type TestStore = Partial<Omit<StoreProfile, 'settings'>> & { readonly settings?: Partial<StoreProfile['settings']> }

/** What the store service would say of a store in tests. */
export function testStore(id: string, { settings, ...more }: TestStore = {}): StoreProfile {
  return {
    id,
    brandId: demo.brandId,
    names: { en: id, ko: id },
    timeZone: 'Asia/Seoul',
    currency: 'KRW',
    languages: ['ko', 'en'],
    hours: null,
    settings: { firstOrderTap: false, payment: 'later', guestSessionMinutes: 180, ...settings },
    ...more,
  }
}
