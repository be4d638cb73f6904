import { z } from 'zod'
import { idSchema } from './id.ts'
import { languages } from './language.ts'
import { cartLineSchema } from './order.ts'

/** What a sentence did to the cart. */
export const orderActs = ['updated', 'ask', 'unavailable', 'confirm', 'cancelled', 'repeat', 'question', 'unknown'] as const
export const orderActSchema = z.enum(orderActs)
export type OrderAct = z.infer<typeof orderActSchema>

/**
 * What must be known before the order can be placed: a choice of an option of an item, which of several items was meant
 * (`itemId` null), or whether so many are really wanted (`quantity`).
 */
export const orderQuestionSchema = z.object({ itemId: idSchema.nullable(), optionId: idSchema.nullable(), choices: z.array(idSchema), quantity: z.int().min(1).nullable() })
export type OrderQuestion = z.infer<typeof orderQuestionSchema>

/** POST /order/stores/:storeId/voice. The recogniser’s guesses, likeliest first; the cart that the page shows; what the last reply gave along. */
export const voiceOrderSchema = z.strictObject({
  language: z.enum(languages),
  alternatives: z.array(z.strictObject({ text: z.string().max(500), confidence: z.number().min(0).max(1).optional() })).min(1).max(10),
  cart: z.array(cartLineSchema).max(50),
  context: z.unknown().optional().describe('the context of the last reply, as it came'),
})
export type VoiceOrder = z.infer<typeof voiceOrderSchema>

/** Nothing is ordered by it: the page shows and reads back the cart, and places it when the guest agrees. */
export const voiceReplySchema = z.object({
  act: orderActSchema,
  cart: z.array(cartLineSchema),
  asks: orderQuestionSchema.nullable(),
  itemId: idSchema.nullable().describe('the item that is unavailable'),
  heard: z.string().describe('the guess that was understood'),
  context: z.unknown().describe('hand it in with the next sentence: what was asked, what was spoken of'),
  say: z.string().describe('the answer in the guest’s language, to be shown and spoken'),
})
export type VoiceReply = z.infer<typeof voiceReplySchema>
