import { z } from 'zod'
import { idSchema } from '@jari/contract/id.ts'
import { newSeatSchema, seatChangeSchema, seatListSchema, seatSchema } from '@jari/contract/store.ts'
import { anyStaff } from '@jari/service/caller.ts'
import type { Database } from '@jari/service/database.ts'
import { route } from '@jari/service/route.ts'
import type { Route } from '@jari/service/route.ts'
import { transact } from '@jari/service/transact.ts'
import { seatsOf } from '../../repositories/seats.ts'
import { actorOf } from '../../staff-caller.ts'
import type { Tokens } from '../../tokens.ts'
import { storeOfBrand } from '../stores/store-of-brand.ts'
import { createSeat, editSeat, seatThere } from './change-seat.ts'
import { sheetRoute } from './sheet-route.ts'
import { withToken } from './with-token.ts'

export type SeatParts = { readonly database: Database; readonly tokens: Tokens; readonly now: () => number }

const params = z.object({ storeId: idSchema })
const seatParams = z.object({ storeId: idSchema, seatId: idSchema })
const headers = { 'Cache-Control': 'no-store' }
const auth = { staff: ['owner', 'manager'] } as const

/** The seats of a store and their codes. */
export function seatRoutes(parts: SeatParts): Route[] {
  const { database, tokens, now } = parts
  return [
    route({
      method: 'GET',
      path: '/store/stores/:storeId/seats',
      summary: 'The seats of a store, with the tokens for their codes',
      auth: { staff: anyStaff },
      params,
      responses: { 200: seatListSchema },
      handler: async ({ params: { storeId } }, caller) => {
        const store = await storeOfBrand(database.em(), storeId, caller.brandId)
        const seats = await seatsOf(database.em(), storeId)
        return { status: 200, body: { seats: await Promise.all(seats.map((seat) => withToken(tokens, store, seat))) }, headers }
      },
    }),
    sheetRoute(parts),
    route({
      method: 'POST',
      path: '/store/stores/:storeId/seats',
      summary: 'Add a seat',
      auth,
      params,
      body: newSeatSchema,
      responses: { 201: seatSchema },
      problems: { 409: 'There is a seat with that id' },
      handler: async ({ params: { storeId }, body }, caller) => {
        const [store, seat] = await transact(database, async (em) => {
          const one = await storeOfBrand(em, storeId, caller.brandId)
          return [one, await createSeat(em, one, body, actorOf(caller), now())] as const
        })
        return { status: 201, body: await withToken(tokens, store, seat), headers }
      },
    }),
    route({
      method: 'PATCH',
      path: '/store/stores/:storeId/seats/:seatId',
      summary: 'Rename a seat',
      auth,
      params: seatParams,
      body: seatChangeSchema,
      responses: { 200: seatSchema },
      handler: async ({ params: at, body }, caller) => {
        const [store, seat] = await transact(database, async (em) => {
          const one = await storeOfBrand(em, at.storeId, caller.brandId)
          await editSeat(em, one, at.seatId, body, actorOf(caller), now())
          return [one, await seatThere(em, at.storeId, at.seatId)] as const
        })
        return { status: 200, body: await withToken(tokens, store, seat), headers }
      },
    }),
    route({
      method: 'DELETE',
      path: '/store/stores/:storeId/seats/:seatId',
      summary: 'Remove a seat; its code opens nothing any more, and guests there are out within 15 minutes',
      auth,
      params: seatParams,
      responses: { 204: null },
      handler: async ({ params: at }, caller) => {
        await transact(database, async (em) => editSeat(em, await storeOfBrand(em, at.storeId, caller.brandId), at.seatId, 'remove', actorOf(caller), now()))
        return { status: 204 }
      },
    }),
    route({
      method: 'POST',
      path: '/store/stores/:storeId/seats/:seatId/codes',
      summary: 'Revoke a seat’s code and issue a new one; guests who read the old one are out within 15 minutes',
      auth,
      params: seatParams,
      responses: { 201: seatSchema },
      handler: async ({ params: at }, caller) => {
        const [store, seat] = await transact(database, async (em) => {
          const one = await storeOfBrand(em, at.storeId, caller.brandId)
          await editSeat(em, one, at.seatId, 'renew-code', actorOf(caller), now())
          return [one, await seatThere(em, at.storeId, at.seatId)] as const
        })
        return { status: 201, body: await withToken(tokens, store, seat), headers }
      },
    }),
  ]
}
