import { demo } from '@jari/contract/demo.ts'
import { demoSchema } from '@jari/contract/store.ts'
import type { Database } from '@jari/service/database.ts'
import { problems } from '@jari/service/problems.ts'
import { publicRoute } from '@jari/service/route.ts'
import type { Route } from '@jari/service/route.ts'
import { seatsOf } from '../../repositories/seats.ts'
import { findStore } from '../../repositories/stores.ts'
import type { Tokens } from '../../tokens.ts'
import { withToken } from '../seats/with-token.ts'

/** How to look around a demo installation: seats to sit down at. Mounted only where DEMO=1. */
export function demoRoutes({ database, tokens }: { database: Database; tokens: Tokens }): Route[] {
  return [
    publicRoute({
      method: 'GET',
      path: '/store/demo',
      summary: 'Seats of the demo store',
      responses: { 200: demoSchema },
      problems: { 404: 'There is no demo data here' },
      handler: async () => {
        const store = await findStore(database.em(), demo.storeId)
        if (!store) throw problems.notFound('demo store')
        const seats = await Promise.all((await seatsOf(database.em(), store.id)).map((seat) => withToken(tokens, store, seat)))
        return { status: 200, body: { brandId: store.brandId, storeId: store.id, staffName: demo.staffName, seats: seats.map(({ id, name, seatToken }) => ({ id, name, seatToken })) } }
      },
    }),
  ]
}
