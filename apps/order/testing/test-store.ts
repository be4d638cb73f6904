import { demo } from '@jari/contract/demo.ts'
import type { Store, StoreSettings } from '@jari/contract/store.ts'

/** What the store service would say of a store in tests. */
export function testStore(id: string, settings: Partial<StoreSettings> = {}): Store {
  return {
    id,
    brandId: demo.brandId,
    names: { en: id, ko: id },
    timeZone: 'Asia/Seoul',
    currency: 'KRW',
    languages: ['ko', 'en'],
    hours: null,
    settings: { firstOrderTap: false, payment: 'later', guestSessionMinutes: 180, ...settings },
  }
}
