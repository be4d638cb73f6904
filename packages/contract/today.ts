import { z } from 'zod'
import { idSchema } from './id.ts'

/** One store's figures of its day so far. `sales` counts what was ordered and not cancelled, in minor units of `currency`. */
export const storeTodaySchema = z.object({
  storeId: idSchema,
  day: z.iso.date().describe('today in the store’s own time zone'),
  currency: z.string().length(3),
  orders: z.object({ placed: z.int().min(0), open: z.int().min(0), served: z.int().min(0), cancelled: z.int().min(0) }),
  sales: z.int().min(0),
})
export type StoreToday = z.infer<typeof storeTodaySchema>

/** GET /order/today: the figures of every store of the signed-in owner or manager. */
export const todaySchema = z.object({ stores: z.array(storeTodaySchema) })
export type Today = z.infer<typeof todaySchema>
