import { z } from 'zod'
import type { Client } from '@jari/contract/client.ts'
import { feedNames } from '@jari/contract/token.ts'
import type { EntityManager } from '@jari/service/database.ts'
import type { Tables } from '../schema.ts'
import { tables } from './tables.ts'

/** A service client as the database has it. */
export type ClientRow = Omit<Client, 'createdAt'> & { readonly brandId: string; readonly secretHash: string; readonly createdAt: number }

export async function insertClient(em: EntityManager, client: ClientRow): Promise<void> {
  const { id, brandId, name, feeds, storeIds, secretHash, createdAt } = client
  await tables(em).insertInto('service_client').values({ id, brand_id: brandId, name, feeds: feeds.join(','), store_ids: storeIds && JSON.stringify(storeIds), secret_hash: secretHash, created_at: createdAt }).execute()
}

export async function clientsOf(em: EntityManager, brandId: string): Promise<ClientRow[]> {
  const rows = await tables(em).selectFrom('service_client').selectAll().where('brand_id', '=', brandId).orderBy('id').execute()
  return rows.map(toClient)
}

/** A client by exactly this id: MariaDB compares without regard to case. */
export async function findClient(em: EntityManager, id: string): Promise<ClientRow | null> {
  const row = await tables(em).selectFrom('service_client').selectAll().where('id', '=', id).executeTakeFirst()
  return row?.id === id ? toClient(row) : null
}

export async function changeSecret(em: EntityManager, id: string, secretHash: string): Promise<void> {
  await tables(em).updateTable('service_client').set({ secret_hash: secretHash }).where('id', '=', id).execute()
}

export async function deleteClient(em: EntityManager, id: string): Promise<void> {
  await tables(em).deleteFrom('service_client').where('id', '=', id).execute()
}

function toClient(row: Tables['service_client']): ClientRow {
  return {
    id: row.id,
    brandId: row.brand_id,
    name: row.name,
    feeds: z.array(z.enum(feedNames)).parse(row.feeds.split(',')),
    storeIds: row.store_ids === null ? null : z.array(z.string()).parse(JSON.parse(row.store_ids)),
    secretHash: row.secret_hash,
    createdAt: Number(row.created_at),
  }
}
