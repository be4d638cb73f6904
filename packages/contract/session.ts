import { z } from 'zod'
import { idSchema, timeSchema } from './id.ts'
import { staffRoleSchema } from './token.ts'

/** POST /store/staff/sessions. Without `brand` the installation must have exactly one brand. */
export const staffSignInSchema = z.strictObject({
  brand: idSchema.optional(),
  name: z.string().min(1).max(80),
  password: z.string().min(1).max(256),
})
export type StaffSignIn = z.infer<typeof staffSignInSchema>

export const staffSessionSchema = z.object({
  accessToken: z.string(),
  expiresAt: timeSchema,
  staff: z.object({ id: idSchema, name: z.string(), role: staffRoleSchema, brandId: idSchema, storeIds: z.array(idSchema) }),
})
export type StaffSession = z.infer<typeof staffSessionSchema>

/** POST /store/seats/sessions: what a phone does after reading a seat's QR code. */
export const seatSignInSchema = z.strictObject({ seatToken: z.string().min(1).max(2048) })
export type SeatSignIn = z.infer<typeof seatSignInSchema>

export const seatSessionSchema = z.object({
  accessToken: z.string(),
  expiresAt: timeSchema,
  brandId: idSchema,
  storeId: idSchema,
  seatId: idSchema,
  seatName: z.string(),
})
export type SeatSession = z.infer<typeof seatSessionSchema>
