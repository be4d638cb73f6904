import { z } from 'zod'
import type { StaffMember } from '@jari/contract/staff.ts'
import { staffRoleSchema } from '@jari/contract/token.ts'
import type { EntityManager } from '@jari/service/database.ts'
import type { Tables } from '../schema.ts'
import { tables } from './tables.ts'

/** A member of staff as the database has them. */
export type StaffRow = StaffMember & { readonly brandId: string; readonly passwordHash: string }

/** Names are told apart as people do: Jiwoo is jiwoo, however the keyboard composes it. */
export function nameKey(name: string): string {
  return name.normalize('NFC').toLowerCase()
}

export async function staffNamed(em: EntityManager, brandId: string, name: string): Promise<StaffRow | null> {
  const rows = await tables(em).selectFrom('staff').selectAll().where('brand_id', '=', brandId).where('name_key', '=', nameKey(name)).execute()
  const row = rows.find((one) => one.name_key === nameKey(name))
  return row ? toStaff(row) : null
}

export async function findStaff(em: EntityManager, id: string): Promise<StaffRow | null> {
  const row = await tables(em).selectFrom('staff').selectAll().where('id', '=', id).executeTakeFirst()
  return row?.id === id ? toStaff(row) : null
}

export async function staffOfBrand(em: EntityManager, brandId: string): Promise<StaffRow[]> {
  const rows = await tables(em).selectFrom('staff').selectAll().where('brand_id', '=', brandId).orderBy('name_key').execute()
  return rows.map(toStaff)
}

export async function insertStaff(em: EntityManager, staff: StaffRow): Promise<void> {
  await tables(em).insertInto('staff').values(toRow(staff)).execute()
}

export async function updateStaff(em: EntityManager, staff: StaffRow): Promise<void> {
  const { id, ...rest } = toRow(staff)
  await tables(em).updateTable('staff').set(rest).where('id', '=', id).execute()
}

export async function deleteStaff(em: EntityManager, id: string): Promise<void> {
  await tables(em).deleteFrom('staff').where('id', '=', id).execute()
}

function toStaff(row: Tables['staff']): StaffRow {
  return { id: row.id, brandId: row.brand_id, name: row.name, role: staffRoleSchema.parse(row.role), storeIds: z.array(z.string()).parse(JSON.parse(row.store_ids)), passwordHash: row.password_hash }
}

function toRow(staff: StaffRow): Tables['staff'] {
  return { id: staff.id, brand_id: staff.brandId, name: staff.name, name_key: nameKey(staff.name), role: staff.role, store_ids: JSON.stringify(staff.storeIds), password_hash: staff.passwordHash }
}
