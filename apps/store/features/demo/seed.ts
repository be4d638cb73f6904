import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { demo } from '@jari/contract/demo.ts'
import type { Hours } from '@jari/contract/store.ts'
import type { Database, EntityManager } from '@jari/service/database.ts'
import { hashPassword, verifyPassword } from '../../password.ts'
import { findStaff, insertStaff, updateStaff } from '../../repositories/staff.ts'
import { findStore, updateStore } from '../../repositories/stores.ts'
import { readBrandFile } from '../brand/brand-file.ts'
import { importBrand } from '../brand/import-brand.ts'
import { formerHours } from './former-hours.ts'

const people = [
  { id: 'halfmoon-owner', name: 'haneul', role: 'owner', storeIds: [] },
  { id: 'halfmoon-manager', name: demo.staffName, role: 'manager', storeIds: [demo.storeId] },
  { id: 'halfmoon-barista', name: 'minho', role: 'barista', storeIds: [demo.storeId] },
  { id: 'halfmoon-mangwon-manager', name: 'sora', role: 'manager', storeIds: [demo.otherStoreId] },
] as const

/** The demo brand as a file; it lies beside this one. */
export function demoBrandFile(): string {
  return readFileSync(join(import.meta.dirname, 'demo-brand.yaml'), 'utf8')
}

/**
 * Puts there what is missing of the demo brand: what people changed of it, and codes they renewed, stay so.
 * Everybody's password becomes `password` if it is another. May run again and again.
 */
export function seedDemo(password: string): (database: Database) => Promise<void> {
  return async (database) => {
    await database.em().transactional(async (em) => {
      const file = readBrandFile(demoBrandFile())
      await importBrand(em, file, { write: true, existing: 'leave', by: { id: 'seed', name: 'demo' }, now: Date.now() })
      for (const { id, hours = null } of file.stores) await keepOpen(em, id, hours)
      for (const person of people) await seedPerson(em, person, password)
    })
  }
}

/** Gives a store of the demo that still has the hours of an earlier release those of now. */
async function keepOpen(em: EntityManager, storeId: string, hours: Hours | null): Promise<void> {
  const store = await findStore(em, storeId)
  if (store?.hours && isDeepStrictEqual(store.hours, formerHours[storeId])) await updateStore(em, { ...store, hours })
}

async function seedPerson(em: EntityManager, person: (typeof people)[number], password: string): Promise<void> {
  const there = await findStaff(em, person.id)
  if (there && (await verifyPassword(password, there.passwordHash))) return
  const passwordHash = await hashPassword(password)
  if (there) await updateStaff(em, { ...there, passwordHash })
  else await insertStaff(em, { ...person, storeIds: [...person.storeIds], brandId: demo.brandId, passwordHash })
}
