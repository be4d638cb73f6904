import { z } from 'zod'
import { idSchema, slugSchema } from './id.ts'
import { languages, namesSchema } from './language.ts'
import { lineSchema } from './text.ts'

const timeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 08:30')
/** From `from` to `to`, in the store's own time; a `to` that is not after `from` is on the next day. */
export const openSpanSchema = z.strictObject({ from: timeOfDay, to: timeOfDay })

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
const openSpans = z.array(openSpanSchema).max(6)
/** When a store is open; a day without spans is a day off. */
export const hoursSchema = z.strictObject({ mon: openSpans, tue: openSpans, wed: openSpans, thu: openSpans, fri: openSpans, sat: openSpans, sun: openSpans })
export type Hours = z.infer<typeof hoursSchema>

/** How a store wants to be ordered from. */
export const storeSettingsSchema = z.strictObject({
  firstOrderTap: z.boolean().describe('the first order of a guest session that is not paid for waits for a tap at the counter: a photographed code orders nothing from afar'),
  payment: z.enum(['first', 'later']).describe('whether guests pay before the kitchen sees an order, or later'),
  guestSessionMinutes: z.int().min(15).max(720).describe('how long a guest session lives after the code was read'),
})
export type StoreSettings = z.infer<typeof storeSettingsSchema>

/**
 * A shop of a brand, as everybody may know it. `currency` is ISO 4217; all its amounts are integers in that currency's
 * minor unit (KRW has none: 4500 is 4,500 won). The first of `languages` is the one that is shown to who says nothing else.
 */
export const storeSchema = z.object({
  id: idSchema,
  brandId: idSchema,
  names: namesSchema,
  timeZone: z.string().describe('IANA time zone, for example Asia/Seoul'),
  currency: z.string().length(3),
  languages: z.array(z.enum(languages)).min(1),
  hours: hoursSchema.nullable().describe('when guests may order; null: not told, and they may at any time'),
  settings: storeSettingsSchema,
})
export type Store = z.infer<typeof storeSchema>
/** GET /store/stores/:storeId/profile: what everybody may know. Only a store service of an older release leaves the seats out. */
export const storeProfileSchema = storeSchema.extend({ seats: z.array(z.object({ id: idSchema, name: z.string() })).optional() })
export type StoreProfile = z.infer<typeof storeProfileSchema>
export const storeListSchema = z.object({ stores: z.array(storeSchema) })

const timeZoneSchema = z.string().min(1).max(64).refine(isTimeZone, 'is no IANA time zone')
const currencySchema = z.string().regex(/^[A-Z]{3}$/, 'must be three capital letters').refine((code) => Intl.supportedValuesOf('currency').includes(code), 'is no currency of ISO 4217')
const languagesSchema = z.array(z.enum(languages)).min(1).max(languages.length)

/** POST /store/stores. The currency stays for good: amounts are kept in it. */
export const newStoreSchema = z.strictObject({
  id: slugSchema,
  names: namesSchema,
  timeZone: timeZoneSchema,
  currency: currencySchema,
  languages: languagesSchema.optional(),
  hours: hoursSchema.nullable().optional(),
  settings: storeSettingsSchema.partial().optional(),
})
export type NewStore = z.infer<typeof newStoreSchema>

/** PATCH /store/stores/:storeId; what is not named stays. */
export const storeChangeSchema = newStoreSchema.omit({ id: true, currency: true }).partial()
export type StoreChange = z.infer<typeof storeChangeSchema>

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/** A seat with the token for its QR code; for staff only. */
export const seatSchema = z.object({ id: idSchema, storeId: idSchema, name: z.string(), seatToken: z.string() })
export type Seat = z.infer<typeof seatSchema>
export const seatListSchema = z.object({ seats: z.array(seatSchema) })

export const seatNameSchema = lineSchema(80)
/** POST /store/stores/:storeId/seats. */
export const newSeatSchema = z.strictObject({ id: slugSchema, name: seatNameSchema })
export type NewSeat = z.infer<typeof newSeatSchema>
/** PATCH /store/stores/:storeId/seats/:seatId. */
export const seatChangeSchema = newSeatSchema.pick({ name: true })

/** GET /store/demo: how to look around a demo installation. The staff password is never served. */
export const demoSchema = z.object({
  brandId: idSchema,
  storeId: idSchema,
  staffName: z.string(),
  seats: z.array(seatSchema.omit({ storeId: true })),
})
export type Demo = z.infer<typeof demoSchema>
