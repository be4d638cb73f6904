import { z } from 'zod'
import { idSchema, timeSchema } from './id.ts'
import { namesSchema } from './language.ts'
import { orderStateSchema } from './order-state.ts'

/** POST /order/stores/:storeId/orders. */
export const placeOrderSchema = z.strictObject({
  seatId: idSchema,
  lines: z
    .array(
      z.strictObject({
        itemId: idSchema,
        quantity: z.int().min(1).max(99),
        note: z.string().max(200).optional(),
      }),
    )
    .min(1)
    .max(50),
})
export type PlaceOrder = z.infer<typeof placeOrderSchema>

/** A line keeps the names and the price that it was ordered with. `unitPrice` is in minor units. */
export const orderLineSchema = z.object({
  itemId: idSchema,
  names: namesSchema,
  unitPrice: z.int().min(0),
  quantity: z.int().min(1),
  note: z.string().nullable(),
})
export type OrderLine = z.infer<typeof orderLineSchema>

export const orderSchema = z.object({
  id: idSchema,
  storeId: idSchema,
  seatId: idSchema,
  state: orderStateSchema,
  version: z.int().min(1).describe('grows by one with each change; name it in a transition'),
  lines: z.array(orderLineSchema),
  total: z.int().min(0).describe('minor units'),
  currency: z.string().length(3),
  reason: z.string().nullable().describe('why it was cancelled'),
  placedAt: timeSchema,
  changedAt: timeSchema,
})
export type Order = z.infer<typeof orderSchema>
export const orderListSchema = z.object({ orders: z.array(orderSchema) })

/** POST …/orders/:orderId/transitions. `version` is the one the caller saw; a reason is needed when staff cancel. */
export const transitionSchema = z.strictObject({
  to: orderStateSchema,
  version: z.int().min(1),
  reason: z.string().trim().min(1).max(200).optional(),
})
export type TransitionRequest = z.infer<typeof transitionSchema>
