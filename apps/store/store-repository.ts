import { z } from 'zod'
import { hoursSchema, storeSettingsSchema } from '@jari/contract/store.ts'
import type { Store, StoreSettings } from '@jari/contract/store.ts'
import { languages } from '@jari/contract/language.ts'
import { staffRoleSchema } from '@jari/contract/token.ts'
import type { StaffRole } from '@jari/contract/token.ts'
import type { Database } from '@jari/service/database.ts'

/** A member of staff as the database has them. */
export type Staff = { id: string; brandId: string; name: string; role: StaffRole; storeIds: string[]; passwordHash: string }
/** A seat as the database has it. */
export type SeatRow = { id: string; storeId: string; name: string; tokenVersion: number }

/** What a store is like until somebody says otherwise. */
export const usualSettings: StoreSettings = { firstOrderTap: false, payment: 'later', guestSessionMinutes: 180 }

/** The only user of the store service's tables. */
export type StoreRepository = ReturnType<typeof createStoreRepository>

export function createStoreRepository(database: Database) {
  const from = () => database.em().getKysely<Tables>()
  return {
    async brandIds(): Promise<string[]> {
      const rows = await from().selectFrom('brand').select('id').orderBy('id').execute()
      return rows.map((row) => row.id)
    },

    async store(id: string): Promise<Store | null> {
      const row = await from().selectFrom('store').selectAll().where('id', '=', id).executeTakeFirst()
      return row ? toStore(row) : null
    },

    async storesOfBrand(brandId: string): Promise<Store[]> {
      const rows = await from().selectFrom('store').selectAll().where('brand_id', '=', brandId).orderBy('id').execute()
      return rows.map(toStore)
    },

    async seats(storeId: string): Promise<SeatRow[]> {
      const rows = await from().selectFrom('seat').selectAll().where('store_id', '=', storeId).orderBy('id').execute()
      return rows.map(toSeat)
    },

    async seat(storeId: string, id: string): Promise<SeatRow | null> {
      const row = await from().selectFrom('seat').selectAll().where('store_id', '=', storeId).where('id', '=', id).executeTakeFirst()
      return row ? toSeat(row) : null
    },

    async staffNamed(brandId: string, name: string): Promise<Staff | null> {
      const row = await from().selectFrom('staff').selectAll().where('brand_id', '=', brandId).where('name', '=', name).executeTakeFirst()
      return row ? { id: row.id, brandId: row.brand_id, name: row.name, role: staffRoleSchema.parse(row.role), storeIds: z.array(z.string()).parse(JSON.parse(row.store_ids)), passwordHash: row.password_hash } : null
    },
  }
}

function toStore(row: Tables['store']): Store {
  return {
    id: row.id,
    brandId: row.brand_id,
    names: { en: row.name_en, ko: row.name_ko },
    timeZone: row.time_zone,
    currency: row.currency,
    languages: z.array(z.enum(languages)).parse(row.languages.split(',')),
    hours: row.hours === null ? null : hoursSchema.parse(JSON.parse(row.hours)),
    settings: storeSettingsSchema.parse({ ...usualSettings, ...(row.settings === null ? {} : (JSON.parse(row.settings) as object)) }),
  }
}

function toSeat(row: Tables['seat']): SeatRow {
  return { id: row.id, storeId: row.store_id, name: row.name, tokenVersion: row.token_version }
}

type Tables = {
  brand: { id: string; name_en: string; name_ko: string }
  store: { id: string; brand_id: string; name_en: string; name_ko: string; time_zone: string; currency: string; languages: string; hours: string | null; settings: string | null }
  seat: { store_id: string; id: string; name: string; token_version: number }
  staff: { id: string; brand_id: string; name: string; role: string; store_ids: string; password_hash: string }
}
