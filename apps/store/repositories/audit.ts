import type { AuditEntry } from '@jari/contract/audit.ts'
import type { EntityManager } from '@jari/service/database.ts'
import { newId } from '@jari/service/id.ts'
import { tables } from './tables.ts'

/** Who changed something. */
export type Actor = { readonly id: string; readonly name: string }
export type Change = { readonly brandId: string; readonly by: Actor; readonly action: string; readonly subject: string; readonly storeId?: string | null; readonly detail?: Record<string, unknown> }

/** Notes a change; in the transaction that makes it. `now` in milliseconds. */
export async function note(em: EntityManager, change: Change, now: number): Promise<void> {
  const { brandId, by, action, subject, storeId = null, detail = {} } = change
  await tables(em).insertInto('audit_entry').values({ id: newId(now), brand_id: brandId, at: now, by_id: by.id, by_name: by.name, action, subject, store_id: storeId, detail: JSON.stringify(detail) }).execute()
}

/** Entries of a brand, newest first; of these stores only, where `storeIds` is not null; older than the entry `before`. */
export async function auditOf(em: EntityManager, brandId: string, options: { storeIds: readonly string[] | null; before?: string | undefined; limit: number }): Promise<AuditEntry[]> {
  const { storeIds, before, limit } = options
  if (storeIds?.length === 0) return []
  let query = tables(em).selectFrom('audit_entry').selectAll().where('brand_id', '=', brandId).orderBy('id', 'desc').limit(limit)
  if (storeIds) query = query.where('store_id', 'in', [...storeIds])
  if (before) query = query.where('id', '<', before)
  const rows = await query.execute()
  return rows.map((row) => ({ id: row.id, at: new Date(Number(row.at)).toISOString(), by: { id: row.by_id, name: row.by_name }, action: row.action, subject: row.subject, storeId: row.store_id, detail: JSON.parse(row.detail) as Record<string, unknown> }))
}
