import type { Client, NewClient } from '@jari/contract/client.ts'
import type { Fault } from '@jari/contract/problem.ts'
import type { StaffClaims } from '@jari/contract/token.ts'
import type { EntityManager } from '@jari/service/database.ts'
import { newId } from '@jari/service/id.ts'
import { problems } from '@jari/service/problems.ts'
import { note } from '../../repositories/audit.ts'
import { changeSecret, deleteClient, findClient, insertClient } from '../../repositories/clients.ts'
import type { ClientRow } from '../../repositories/clients.ts'
import { storesOfBrand } from '../../repositories/stores.ts'
import { newSecret } from '../../secret.ts'
import { actorOf } from '../../staff-caller.ts'

export type ClientWithSecret = Client & { readonly secret: string }

/** A client as its brand's owners see it. */
export function shownClient({ id, name, feeds, storeIds, createdAt }: ClientRow): Client {
  return { id, name, feeds, storeIds, createdAt: new Date(createdAt).toISOString() }
}

/** Makes a client; its secret is told only now. Throws problems.invalid for a store that is not the brand's. */
export async function createClient(em: EntityManager, owner: StaffClaims, input: NewClient, now: number): Promise<ClientWithSecret> {
  const own = new Set((await storesOfBrand(em, owner.brandId)).map(({ id }) => id))
  const faults = (input.storeIds ?? []).flatMap((id, i): Fault[] => (own.has(id) ? [] : [{ in: 'body', pointer: `#/storeIds/${i}`, detail: 'is no store of the brand' }]))
  if (faults.length) throw problems.invalid(faults)
  const secret = newSecret()
  const client: ClientRow = { id: newId(now), brandId: owner.brandId, name: input.name, feeds: [...new Set(input.feeds)], storeIds: input.storeIds && [...new Set(input.storeIds)], secretHash: secret.hash, createdAt: now }
  await insertClient(em, client)
  await note(em, { brandId: owner.brandId, by: actorOf(owner), action: 'client.created', subject: client.id, detail: { name: client.name, feeds: client.feeds, storeIds: client.storeIds } }, now)
  return { ...shownClient(client), secret: secret.text }
}

/** Gives a client another secret; the old one opens nothing from then on. */
export async function renewSecret(em: EntityManager, owner: StaffClaims, clientId: string, now: number): Promise<ClientWithSecret> {
  const client = await ownClient(em, owner, clientId)
  const secret = newSecret()
  await changeSecret(em, client.id, secret.hash)
  await note(em, { brandId: owner.brandId, by: actorOf(owner), action: 'client.secret-renewed', subject: client.id, detail: { name: client.name } }, now)
  return { ...shownClient(client), secret: secret.text }
}

export async function removeClient(em: EntityManager, owner: StaffClaims, clientId: string, now: number): Promise<void> {
  const client = await ownClient(em, owner, clientId)
  await deleteClient(em, client.id)
  await note(em, { brandId: owner.brandId, by: actorOf(owner), action: 'client.removed', subject: client.id, detail: { name: client.name } }, now)
}

async function ownClient(em: EntityManager, owner: StaffClaims, clientId: string): Promise<ClientRow> {
  const client = await findClient(em, clientId)
  if (client?.brandId !== owner.brandId) throw problems.notFound('client')
  return client
}
