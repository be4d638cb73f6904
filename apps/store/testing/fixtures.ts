import { randomUUID } from 'node:crypto'
import { demo } from '@jari/contract/demo.ts'
import type { Database } from '@jari/service/database.ts'
import { newId } from '@jari/service/id.ts'
import type { Fixtures } from '@jari/service/testing/openapi/fixtures.ts'
import { openSeat } from '../features/guests/guest-session.ts'
import { openSession } from '../features/sessions/staff-session.ts'
import { hashPassword } from '../password.ts'
import { insertClient } from '../repositories/clients.ts'
import { addSeat, findSeat } from '../repositories/seats.ts'
import { insertStaff } from '../repositories/staff.ts'
import type { StaffRow } from '../repositories/staff.ts'
import { newSecret } from '../secret.ts'
import type { Tokens } from '../tokens.ts'
import { password as demoPassword } from './store-service.ts'

type Given = Parameters<Fixtures['bodies'][string]>[0]
type StoreInput = { id: string; timeZone?: unknown; seats?: { id: string }[] }

const password = 'eight letters'
/** Things of a kind that tests made and that are still there. */
const kept = 40

/**
 * Real things of the demo's first store, for tests that are made from the document. They are put into the database as they are:
 * tests need thousands, and hashing a password a time would be most of their work. Only the newest stay: what lists all of a
 * brand would otherwise spend minutes on thousands.
 */
export function storeFixtures({ database, tokens }: { database: Database; tokens: Tokens }): Fixtures {
  const hash = hashPassword(password)
  const newest: Record<'seat' | 'store' | 'staff' | 'service_client', string[]> = { seat: [], store: [], staff: [], service_client: [] }

  /** Remembers a thing that is there, or will be, and removes what was made long before it. */
  async function keep(table: keyof typeof newest, id: string): Promise<string> {
    newest[table].push(id)
    const old = newest[table].length > kept ? newest[table].shift() : undefined
    if (old) await database.em().execute(`delete from ${table} where id = ?`, [old])
    return id
  }

  const fresh = (table: 'seat' | 'store', prefix: string) => keep(table, `${prefix}-${randomUUID()}`)
  const barista = (storeId: string) => ({ name: randomUUID(), role: 'barista', storeIds: [storeId], password })
  const store = async (body: StoreInput) => ({ ...body, id: await fresh('store', 'x'), timeZone: 'Asia/Seoul', currency: 'KRW' })

  async function person(): Promise<StaffRow> {
    const row: StaffRow = { id: newId(), brandId: demo.brandId, name: randomUUID(), role: 'barista', storeIds: [demo.storeId], passwordHash: await hash }
    await insertStaff(database.em(), row)
    await keep('staff', row.id)
    return row
  }

  async function seat(): Promise<string> {
    const id = await fresh('seat', 's')
    await addSeat(database.em(), { storeId: demo.storeId, id, name: 'x' })
    return id
  }

  async function seatToken(): Promise<string> {
    const id = await seat()
    const row = await findSeat(database.em(), demo.storeId, id)
    return tokens.seat({ brandId: demo.brandId, storeId: demo.storeId, seatId: id, version: row?.tokenVersion ?? 0 })
  }

  async function client(): Promise<{ clientId: string; secret: string }> {
    const [clientId, secret] = [newId(), newSecret()]
    await insertClient(database.em(), { id: clientId, brandId: demo.brandId, name: 'x', feeds: ['orders'], storeIds: null, secretHash: secret.hash, createdAt: Date.now() })
    await keep('service_client', clientId)
    return { clientId, secret: secret.text }
  }

  return {
    things: {
      storeId: () => demo.storeId,
      seatId: seat,
      staffId: async () => (await person()).id,
      clientId: async () => (await client()).clientId,
    },
    bodies: {
      postStoreStaffSessions: async () => ({ brand: demo.brandId, name: (await person()).name, password }),
      postStoreStaffSessionsRefresh: async () => ({ refreshToken: (await openSession(database.em(), tokens, await person(), Date.now())).refreshToken }),
      postStoreSeatsSessions: async () => ({ seatToken: await seatToken() }),
      postStoreSeatsSessionsRefresh: async () => ({ refreshToken: (await openSeat({ database, tokens, now: Date.now }, await seatToken())).refreshToken }),
      postStoreClients: ({ body }: Given) => ({ ...body, storeIds: null }),
      postStoreClientsSessions: client,
      postStoreStaff: ({ storeId }: Given) => barista(storeId),
      patchStoreStaffStaffId: ({ body, storeId }: Given) => ({ ...body, ...('name' in body ? { name: randomUUID() } : {}), ...('storeIds' in body ? { storeIds: [storeId] } : {}) }),
      postStoreStaffPassword: () => ({ current: demoPassword, next: demoPassword }),
      postStoreStores: ({ body }: Given) => store(body as never),
      patchStoreStoresStoreId: ({ body }: Given) => ({ ...body, ...('timeZone' in body ? { timeZone: 'Asia/Seoul' } : {}) }),
      postStoreStoresStoreIdSeats: async ({ body }: Given) => ({ ...body, id: await fresh('seat', 's') }),
      putStoreBrandFile: ({ body }: Given) => brandFile(body as never, store),
    },
  }
}

/** The demo's brand with the stores of a generated file, and no id twice. */
async function brandFile(body: { brand: object; stores: StoreInput[] }, store: (input: StoreInput) => Promise<object>): Promise<object> {
  const seats = (list: { id: string }[]) => [...new Map(list.map((seat) => [seat.id, seat])).values()]
  return { brand: { ...body.brand, id: demo.brandId }, stores: await Promise.all(body.stores.map((one) => store({ ...one, ...(one.seats ? { seats: seats(one.seats) } : {}) }))) }
}
