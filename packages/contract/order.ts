import { z } from 'zod'
import { idSchema, timeSchema } from './id.ts'
import { namesSchema } from './language.ts'
import { awaitedSchema, orderStateSchema } from './order-state.ts'
import { noteSchema, wordsSchema } from './text.ts'

/** How much of a choice: without it, or `amount` of it. */
export const choiceAmounts = ['none', 'light', 'extra'] as const
/** A choice of an option of the item: its id, how often if more than once, or how much of it. */
export const chosenSchema = z.strictObject({ id: idSchema, count: z.int().min(1).max(20).optional(), amount: z.enum(choiceAmounts).optional() })
export type Chosen = z.infer<typeof chosenSchema>

const orderNoteSchema = noteSchema(200)

export const cartLineSchema = z.strictObject({ itemId: idSchema, quantity: z.int().min(1).max(99), options: z.array(chosenSchema).max(40).optional(), note: orderNoteSchema.optional() })
export type CartLine = z.infer<typeof cartLineSchema>

/** POST /order/stores/:storeId/orders. Carts are kept by each phone; what is placed goes on the seat's shared bill. */
export const placeOrderSchema = z.strictObject({
  seatId: idSchema,
  lines: z.array(cartLineSchema).min(1).max(50),
  note: orderNoteSchema.optional(),
})
export type PlaceOrder = z.infer<typeof placeOrderSchema>

/** A choice keeps the names and the price (for each) that it was ordered with. */
export const orderedChoiceSchema = z.object({ id: idSchema, optionId: idSchema, names: namesSchema, price: z.int().min(0), count: z.int().min(1), amount: z.enum(choiceAmounts).nullable() })
export type OrderedChoice = z.infer<typeof orderedChoiceSchema>

/** A line keeps the names and the price that it was ordered with. `unitPrice`, in minor units, includes its choices. */
export const orderLineSchema = z.object({
  id: z.int().min(0).default(0).describe('counts from 1 within the order; 0 in orders older than line ids'),
  itemId: idSchema,
  names: namesSchema,
  options: z.array(orderedChoiceSchema).default([]),
  unitPrice: z.int().min(0),
  quantity: z.int().min(1),
  note: z.string().nullable(),
  stations: z.array(idSchema).default([]).describe('where it is made; the first leads'),
  done: z.boolean().default(false).describe('the kitchen has made it'),
  refunded: z.int().min(0).default(0).describe('minor units paid back for this line'),
})
export type OrderLine = z.infer<typeof orderLineSchema>

/** Members with a default are missing from events that an older version wrote. */
export const orderSchema = z.object({
  id: idSchema,
  storeId: idSchema,
  seatId: idSchema,
  number: z.int().min(0).default(0).describe('called out; from 1 each day of the store, without gaps; 0 for orders older than numbers'),
  day: z.string().default('').describe('that day in the store’s time zone, YYYY-MM-DD'),
  state: orderStateSchema,
  awaits: awaitedSchema.nullable().default(null).describe('what an awaiting order waits for'),
  version: z.int().min(1).describe('grows by one with each change; name it in a transition'),
  lines: z.array(orderLineSchema),
  note: z.string().nullable().default(null),
  total: z.int().min(0).describe('minor units'),
  paid: z.int().min(0).default(0).describe('minor units received for it'),
  refunded: z.int().min(0).default(0).describe('minor units paid back, or on their way back'),
  currency: z.string().length(3),
  placedBy: z.enum(['guest', 'staff']).default('guest'),
  guestId: idSchema.nullable().default(null).describe('the phone’s guest session; null if staff placed it, or after its erasure'),
  billId: idSchema.nullable().default(null).describe('null: on the seat’s open bill'),
  extraMinutes: z.int().min(0).default(0).describe('how much longer than usual it would take, as told when it was placed'),
  reason: z.string().nullable().describe('why it was cancelled'),
  acknowledged: z.boolean().default(true).describe('false: it was cancelled and the kitchen has not yet said that it saw that'),
  times: z.partialRecord(orderStateSchema, timeSchema).default({}).describe('when it last came into each state after its first'),
  calledAt: timeSchema.nullable().default(null).describe('when the seat was last called'),
  placedAt: timeSchema,
  changedAt: timeSchema,
})
export type Order = z.infer<typeof orderSchema>
export const orderListSchema = z.object({ orders: z.array(orderSchema) })

/** POST …/orders/:orderId/transitions. `version` is the one the caller saw; a reason is needed when staff cancel. */
export const transitionSchema = z.strictObject({
  to: orderStateSchema,
  version: z.int().min(1),
  reason: wordsSchema(200).optional(),
})
export type TransitionRequest = z.infer<typeof transitionSchema>

/** PUT …/orders/:orderId/lines/:lineId. */
export const setLineSchema = z.strictObject({ done: z.boolean() })

/** True for an order that adds to others on the same open bill; kitchens mark it. */
export function isAddOn(order: Order, others: Iterable<Order>): boolean {
  for (const other of others) {
    if (other.seatId === order.seatId && other.id < order.id && other.billId === null && order.billId === null && other.state !== 'cancelled') return true
  }
  return false
}
