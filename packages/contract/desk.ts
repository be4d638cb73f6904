import { z } from 'zod'
import { wordsSchema } from './text.ts'
import { idSchema, timeSchema } from './id.ts'

/** What the kitchen says of an item: sold out, or how many are left (null: not counted). */
export const stockSchema = z.object({ itemId: idSchema, soldOut: z.boolean(), remaining: z.int().min(0).nullable() })
export type Stock = z.infer<typeof stockSchema>

/**
 * What the kitchen tells every seat of a store. `paused`: guests cannot order for now; `busyMinutes`: how much longer
 * than usual it takes, until `busyUntil` (null: until somebody says otherwise).
 */
export const deskSchema = z.object({
  paused: z.boolean(),
  pauseReason: z.string().nullable(),
  busyMinutes: z.int().min(0),
  busyUntil: timeSchema.nullable(),
  stock: z.array(stockSchema).describe('items that are sold out or counted'),
})
export type Desk = z.infer<typeof deskSchema>

/** PUT /order/stores/:storeId/stock/:itemId. */
export const setStockSchema = z.strictObject({ soldOut: z.boolean().default(false), remaining: z.int().min(0).max(100_000).nullable().default(null) })
export type SetStock = z.infer<typeof setStockSchema>

/** PUT /order/stores/:storeId/pace. */
export const setPaceSchema = z.strictObject({
  paused: z.boolean().default(false),
  reason: wordsSchema(200).nullable().default(null),
  busyMinutes: z.int().min(0).max(240).default(0),
  busyUntil: timeSchema.nullable().default(null),
})
export type SetPace = z.infer<typeof setPaceSchema>
