import type { Brand } from '@jari/contract/brand.ts'
import type { Names } from '@jari/contract/language.ts'
import type { EntityManager } from '@jari/service/database.ts'
import { tables } from './tables.ts'

export async function brandIds(em: EntityManager): Promise<string[]> {
  const rows = await tables(em).selectFrom('brand').select('id').orderBy('id').execute()
  return rows.map((row) => row.id)
}

export async function findBrand(em: EntityManager, id: string): Promise<Brand | null> {
  const row = await tables(em).selectFrom('brand').selectAll().where('id', '=', id).executeTakeFirst()
  return row?.id === id ? { id, names: { en: row.name_en, ko: row.name_ko } } : null
}

export async function insertBrand(em: EntityManager, { id, names }: Brand): Promise<void> {
  await tables(em).insertInto('brand').values({ id, name_en: names.en, name_ko: names.ko }).execute()
}

export async function updateBrand(em: EntityManager, id: string, names: Names): Promise<void> {
  await tables(em).updateTable('brand').set({ name_en: names.en, name_ko: names.ko }).where('id', '=', id).execute()
}
