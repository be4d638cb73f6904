import { z } from 'zod'
import { languages } from '@jari/contract/language.ts'
import { hoursSchema } from '@jari/contract/store.ts'
import type { Store } from '@jari/contract/store.ts'
import type { EntityManager } from '@jari/service/database.ts'
import type { Tables } from '../schema.ts'
import { usualSettings, withSettings } from '../usual-settings.ts'
import { tables } from './tables.ts'

/** A store by exactly this id: MariaDB compares without regard to case. */
export async function findStore(em: EntityManager, id: string): Promise<Store | null> {
  const row = await tables(em).selectFrom('store').selectAll().where('id', '=', id).executeTakeFirst()
  return row?.id === id ? toStore(row) : null
}

export async function storesOfBrand(em: EntityManager, brandId: string): Promise<Store[]> {
  const rows = await tables(em).selectFrom('store').selectAll().where('brand_id', '=', brandId).orderBy('id').execute()
  return rows.map(toStore)
}

export async function insertStore(em: EntityManager, store: Store): Promise<void> {
  await tables(em).insertInto('store').values(toRow(store)).execute()
}

export async function updateStore(em: EntityManager, store: Store): Promise<void> {
  const { id, ...rest } = toRow(store)
  await tables(em).updateTable('store').set(rest).where('id', '=', id).execute()
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
    settings: withSettings(usualSettings, row.settings === null ? {} : (JSON.parse(row.settings) as object)),
  }
}

function toRow(store: Store): Tables['store'] {
  return {
    id: store.id,
    brand_id: store.brandId,
    name_en: store.names.en,
    name_ko: store.names.ko,
    time_zone: store.timeZone,
    currency: store.currency,
    languages: store.languages.join(','),
    hours: store.hours && JSON.stringify(store.hours),
    settings: JSON.stringify(store.settings),
  }
}
