import { z } from 'zod'
import { languages } from './language.ts'

const cartOptionSchema = z.strictObject({
  id: z.string().min(1).max(120),
  count: z.int().min(2).max(99).optional().describe('how many times, where more than once'),
  amount: z.enum(['none', 'light', 'extra']).optional(),
})

/** A line as it was said: only what the guest chose, no defaults. */
export const voiceCartLineSchema = z.strictObject({ item: z.string().min(1).max(120), quantity: z.int().min(1).max(99), options: z.array(cartOptionSchema).max(30) })
export type VoiceCartLine = z.infer<typeof voiceCartLineSchema>

/** POST /order/stores/:storeId/voice: what was said, with the cart that it is said to. Nothing is ordered by it. */
export const voiceOrderSchema = z.strictObject({
  say: z.union([z.string().max(1000), z.array(z.string().max(1000)).min(1).max(5)]).describe('the text, or what a recogniser may have heard, likeliest first'),
  lang: z.enum(languages),
  cart: z.array(voiceCartLineSchema).max(50).default([]),
  context: z.unknown().optional().describe('the context of the last answer, as it was given'),
})
export type VoiceOrder = z.infer<typeof voiceOrderSchema>

export const voiceOrderActs = ['updated', 'ask', 'unavailable', 'confirm', 'cancelled', 'repeat', 'question', 'unknown'] as const

/** What it meant. `confirm` asks for a read-back and a yes; it sends nothing. */
export const voiceOrderAnswerSchema = z.object({
  act: z.enum(voiceOrderActs),
  ask: z.object({ item: z.string().nullable(), option: z.string().optional(), choices: z.array(z.string()).optional(), quantity: z.int().optional() }).optional(),
  item: z.string().optional().describe('the sold-out item'),
  cart: z.array(voiceCartLineSchema),
  context: z.unknown(),
  spans: z.array(
    z.object({ start: z.int().min(0), end: z.int().min(0), text: z.string(), means: z.enum(['item', 'choice', 'number', 'word', 'ignored', 'unexplained']), ids: z.array(z.string()).optional() }),
  ),
  say: z.string().describe('the reply as a sentence in the language of the request'),
})
export type VoiceOrderAnswer = z.infer<typeof voiceOrderAnswerSchema>
