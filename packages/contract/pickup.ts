import { z } from 'zod'
import { snapshotSchema } from './feed.ts'
import { idSchema } from './id.ts'
import { orderStateSchema } from './order-state.ts'
import type { OrderState } from './order-state.ts'

/** What a display at the counter shows of an order: the number that is called out and how far it is. Nothing of who ordered what. */
export const pickupOrderSchema = z.object({ id: idSchema, number: z.int().min(0), state: orderStateSchema })
export type PickupOrder = z.infer<typeof pickupOrderSchema>

/** States that the display shows; an order in another one leaves it. */
export const pickupStates: readonly OrderState[] = ['accepted', 'preparing', 'ready']

export const pickupStateSchema = z.object({ orders: z.array(pickupOrderSchema) })
export type PickupState = z.infer<typeof pickupStateSchema>
export const pickupSnapshotSchema = snapshotSchema(pickupStateSchema)

/** The pickup feed's events carry the order as the display shows it; their types are those of the order feed. */
export const pickupEventDataSchema = z.object({ order: pickupOrderSchema })
