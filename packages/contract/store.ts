import { z } from 'zod'
import { idSchema } from './id.ts'
import { namesSchema } from './language.ts'

/** A shop of a brand. `currency` is ISO 4217; all its amounts are integers in that currency's minor unit (KRW has none: 4500 is 4,500 won). */
export const storeSchema = z.object({
  id: idSchema,
  brandId: idSchema,
  names: namesSchema,
  timeZone: z.string().describe('IANA time zone, for example Asia/Seoul'),
  currency: z.string().length(3),
})
export type Store = z.infer<typeof storeSchema>
export const storeListSchema = z.object({ stores: z.array(storeSchema) })

/** A seat with the token for its QR code; for staff only. */
export const seatSchema = z.object({ id: idSchema, storeId: idSchema, name: z.string(), seatToken: z.string() })
export type Seat = z.infer<typeof seatSchema>
export const seatListSchema = z.object({ seats: z.array(seatSchema) })

/** GET /store/demo: how to look around a demo installation. The staff password is never served. */
export const demoSchema = z.object({
  brandId: idSchema,
  storeId: idSchema,
  staffName: z.string(),
  seats: z.array(seatSchema.omit({ storeId: true })),
})
export type Demo = z.infer<typeof demoSchema>
