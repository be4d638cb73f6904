import { z } from 'zod'
import { idSchema, timeSchema } from './id.ts'
import { orderSchema } from './order.ts'
import { paymentSchema } from './payment.ts'

/** GET /order/stores/:storeId/me: all that is kept of a guest session. */
export const guestDataSchema = z.object({ guestId: idSchema, seatId: idSchema, exportedAt: timeSchema, orders: z.array(orderSchema), payments: z.array(paymentSchema) })
export type GuestData = z.infer<typeof guestDataSchema>

/** What a guest's being forgotten answers: of how many orders. */
export const erasedSchema = z.object({ orders: z.int().min(0) })
