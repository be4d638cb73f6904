import { z } from 'zod'
import { idSchema } from '@jari/contract/id.ts'
import { newStoreSchema, storeChangeSchema, storeListSchema, storeProfileSchema, storeSchema } from '@jari/contract/store.ts'
import { anyStaff } from '@jari/service/caller.ts'
import type { Database } from '@jari/service/database.ts'
import { problems } from '@jari/service/problems.ts'
import { publicRoute, route } from '@jari/service/route.ts'
import type { Route } from '@jari/service/route.ts'
import { transact } from '@jari/service/transact.ts'
import { seatsOf } from '../../repositories/seats.ts'
import { findStore, storesOfBrand } from '../../repositories/stores.ts'
import { actorOf, staffOnly } from '../../staff-caller.ts'
import { changeStore } from './change-store.ts'
import { createStore } from './create-store.ts'
import { storeOfBrand } from './store-of-brand.ts'

const params = z.object({ storeId: idSchema })
const badPlace = 'There is no such time zone or currency'

/** Stores: what they are like, and changing that. */
export function storeRoutes({ database, now }: { database: Database; now: () => number }): Route[] {
  return [
    route({
      method: 'GET',
      path: '/store/stores',
      summary: 'The stores of the signed-in member of staff; an owner’s are all of the brand',
      auth: { staff: anyStaff },
      responses: { 200: storeListSchema },
      handler: async (_, caller) => {
        const { role, brandId, storeIds } = staffOnly(caller)
        const stores = await storesOfBrand(database.em(), brandId)
        return { status: 200, body: { stores: role === 'owner' ? stores : stores.filter((store) => storeIds.includes(store.id)) } }
      },
    }),
    route({
      method: 'POST',
      path: '/store/stores',
      summary: 'Add a store to the brand; refresh the session to act on it in other services, for access tokens name stores',
      auth: { staff: ['owner'] },
      body: newStoreSchema,
      responses: { 201: storeSchema },
      problems: { 409: 'The id is taken', 422: badPlace },
      handler: async ({ body }, caller) => ({ status: 201, body: await transact(database, (em) => createStore(em, caller.brandId, body, actorOf(caller), now())) }),
    }),
    route({
      method: 'GET',
      path: '/store/stores/:storeId',
      summary: 'A store',
      auth: { staff: anyStaff, guest: true, device: true },
      params,
      responses: { 200: storeSchema },
      handler: async ({ params: { storeId } }, caller) => ({ status: 200, body: await storeOfBrand(database.em(), storeId, caller.brandId) }),
    }),
    route({
      method: 'PATCH',
      path: '/store/stores/:storeId',
      summary: 'Change what a store is like; what is not named stays',
      auth: { staff: ['owner', 'manager'] },
      params,
      body: storeChangeSchema,
      responses: { 200: storeSchema },
      problems: { 422: badPlace },
      handler: async ({ params: { storeId }, body }, caller) => ({
        status: 200,
        body: await transact(database, async (em) => changeStore(em, await storeOfBrand(em, storeId, caller.brandId), body, actorOf(caller), now())),
      }),
    }),
    publicRoute({
      method: 'GET',
      path: '/store/stores/:storeId/profile',
      summary: 'What everybody may know of a store; other services read time zone, currency, hours, settings and seats here',
      params,
      responses: { 200: storeProfileSchema },
      handler: async ({ params: { storeId } }) => {
        const store = await findStore(database.em(), storeId)
        if (!store) throw problems.notFound('store')
        const seats = (await seatsOf(database.em(), storeId)).map(({ id, name }) => ({ id, name }))
        return { status: 200, body: { ...store, seats }, headers: { 'Cache-Control': 'public, max-age=10' } }
      },
    }),
  ]
}
