import { z } from 'zod'
import { idSchema } from '@jari/contract/id.ts'
import { seatListSchema, storeListSchema, storeSchema } from '@jari/contract/store.ts'
import { anyStaff } from '@jari/service/caller.ts'
import { problems } from '@jari/service/problems.ts'
import { publicRoute, route } from '@jari/service/route.ts'
import type { Route } from '@jari/service/route.ts'
import type { StoreRepository } from '../../store-repository.ts'
import type { Tokens } from '../../tokens.ts'
import { seatsWithTokens } from './seats.ts'

const params = z.object({ storeId: idSchema })

/** Stores and their seats. */
export function storeRoutes({ repository, tokens }: { repository: StoreRepository; tokens: Tokens }): Route[] {
  const storeOr404 = async (storeId: string, brandId: string) => {
    const store = await repository.store(storeId)
    if (!store || store.brandId !== brandId) throw problems.notFound('store')
    return store
  }
  return [
    route({
      method: 'GET',
      path: '/store/stores',
      summary: 'The stores of the signed-in member of staff',
      auth: { staff: anyStaff },
      responses: { 200: storeListSchema },
      handler: async (_, caller) => {
        const stores = await repository.storesOfBrand(caller.brandId)
        return { status: 200, body: { stores: stores.filter((store) => caller.kind === 'staff' && caller.storeIds.includes(store.id)) } }
      },
    }),
    route({
      method: 'GET',
      path: '/store/stores/:storeId',
      summary: 'A store',
      auth: { staff: anyStaff, guest: true, device: true },
      params,
      responses: { 200: storeSchema },
      handler: async ({ params: { storeId } }, caller) => ({ status: 200, body: await storeOr404(storeId, caller.brandId) }),
    }),
    publicRoute({
      method: 'GET',
      path: '/store/stores/:storeId/profile',
      summary: 'What everybody may know of a store; other services read time zone, currency and settings here',
      params,
      responses: { 200: storeSchema },
      handler: async ({ params: { storeId } }) => {
        const store = await repository.store(storeId)
        if (!store) throw problems.notFound('store')
        return { status: 200, body: store, headers: { 'Cache-Control': 'public, max-age=10' } }
      },
    }),
    route({
      method: 'GET',
      path: '/store/stores/:storeId/seats',
      summary: 'The seats of a store, with the tokens for their codes',
      auth: { staff: anyStaff },
      params,
      responses: { 200: seatListSchema },
      handler: async ({ params: { storeId } }, caller) => {
        const store = await storeOr404(storeId, caller.brandId)
        return { status: 200, body: { seats: await seatsWithTokens({ repository, tokens }, store) }, headers: { 'Cache-Control': 'no-store' } }
      },
    }),
  ]
}
