import { demo } from '@jari/contract/demo.ts'
import type { Database, EntityManager } from '@jari/service/database.ts'
import { hashPassword, verifyPassword } from '../../password.ts'
import { BrandEntity, SeatEntity, StaffEntity, StoreEntity } from '../../schema.ts'

const stores = [
  { id: demo.storeId, nameEn: 'Half Moon Bakery Seongsu', nameKo: '반달빵집 성수점' },
  { id: demo.otherStoreId, nameEn: 'Half Moon Bakery Mangwon', nameKo: '반달빵집 망원점' },
  { id: demo.thirdStoreId, nameEn: 'Half Moon Bakery Jeju', nameKo: '반달빵집 제주점' },
]
const open = [{ from: '08:00', to: '21:00' }]
const everyDay = { mon: open, tue: open, wed: open, thu: open, fri: open, sat: open, sun: open }
const seats = ['Window 1', 'Window 2', 'Table 1', 'Table 2', 'Table 3', 'Terrace']
const people = [
  { id: 'halfmoon-owner', name: 'haneul', role: 'owner', storeIds: [] },
  { id: 'halfmoon-manager', name: demo.staffName, role: 'manager', storeIds: [demo.storeId] },
  { id: 'halfmoon-barista', name: 'minho', role: 'barista', storeIds: [demo.storeId] },
  { id: 'halfmoon-mangwon-manager', name: 'sora', role: 'manager', storeIds: [demo.otherStoreId] },
]

/** Puts the demo brand there, or leaves it as it is; everybody's password becomes `password` if it is another. May run again and again. */
export function seedDemo(password: string): (database: Database) => Promise<void> {
  return async (database) => {
    await database.em().transactional(async (em) => {
      await em.upsert(BrandEntity, { id: demo.brandId, nameEn: 'Half Moon Bakery', nameKo: '반달빵집' })
      for (const store of stores) {
        await storeUnlessThere(em, { ...store, brandId: demo.brandId, timeZone: 'Asia/Seoul', currency: 'KRW', languages: 'ko,en', hours: JSON.stringify(everyDay), settings: null })
        for (const [i, name] of seats.entries()) await seatUnlessThere(em, { storeId: store.id, id: `seat-${i + 1}`, name, tokenVersion: 1 })
      }
      for (const person of people) await seedPerson(em, person, password)
    })
  }
}

/** An existing store keeps what people changed of it. */
async function storeUnlessThere(em: EntityManager, store: { id: string; brandId: string; nameEn: string; nameKo: string; timeZone: string; currency: string; languages: string; hours: string; settings: null }): Promise<void> {
  const there = await em.findOne(StoreEntity, { id: store.id })
  if (!there) await em.insert(StoreEntity, store)
}

/** An existing seat keeps its token version: a revoked code stays revoked. */
async function seatUnlessThere(em: EntityManager, seat: { storeId: string; id: string; name: string; tokenVersion: number }): Promise<void> {
  const there = await em.findOne(SeatEntity, { storeId: seat.storeId, id: seat.id })
  if (!there) await em.insert(SeatEntity, seat)
}

async function seedPerson(em: EntityManager, person: (typeof people)[number], password: string): Promise<void> {
  const there = await em.findOne(StaffEntity, { id: person.id })
  if (there && (await verifyPassword(password, there.passwordHash))) return
  const passwordHash = await hashPassword(password)
  if (there) await em.nativeUpdate(StaffEntity, { id: person.id }, { passwordHash })
  else await em.insert(StaffEntity, { ...person, brandId: demo.brandId, storeIds: JSON.stringify(person.storeIds), passwordHash })
}
