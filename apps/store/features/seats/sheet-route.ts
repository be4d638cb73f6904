import { z } from 'zod'
import { idSchema } from '@jari/contract/id.ts'
import { languages } from '@jari/contract/language.ts'
import { anyStaff } from '@jari/service/caller.ts'
import { route } from '@jari/service/route.ts'
import type { Route } from '@jari/service/route.ts'
import { seatsOf } from '../../repositories/seats.ts'
import { storeOfBrand } from '../stores/store-of-brand.ts'
import type { SeatParts } from './routes.ts'
import { seatSheet } from './seat-sheet.ts'
import { withToken } from './with-token.ts'

/** Where the codes lead: the address that guests' phones reach the pages at. */
const query = z.strictObject({
  origin: z
    .string()
    .regex(/^https?:\/\/[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?$/, 'must be an origin such as https://shop.example')
    .describe('what the pages’ addresses begin with; the codes lead there'),
  language: z.enum(languages).optional().describe('of the line below each code; absent: the store’s first'),
})

/** The seats' codes as a page to print. */
export function sheetRoute({ database, tokens }: SeatParts): Route {
  return route({
    method: 'GET',
    path: '/store/stores/:storeId/seats/sheet',
    summary: 'The codes of all seats as a page to print, twelve to a sheet of A4',
    auth: { staff: anyStaff },
    params: z.object({ storeId: idSchema }),
    query,
    responses: { 200: z.string() },
    media: 'text/html',
    handler: async ({ params: { storeId }, query: { origin, language } }, caller) => {
      const em = database.em()
      const store = await storeOfBrand(em, storeId, caller.brandId)
      const seats = await Promise.all((await seatsOf(em, storeId)).map((seat) => withToken(tokens, store, seat)))
      const body = seatSheet({ store, seats, origin, language: language ?? store.languages[0] ?? 'en' })
      return { status: 200, body, headers: { 'Cache-Control': 'no-store', 'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'" } }
    },
  })
}
