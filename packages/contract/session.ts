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

/** The access token lives for 15 minutes at most; the refresh token gets the next pair, once: a second use gets the same next refresh token for 30 s, and ends the session later. */
export const staffSessionSchema = z.object({
  accessToken: z.string(),
  expiresAt: timeSchema,
  refreshToken: z.string(),
  refreshExpiresAt: timeSchema,
  staff: z.object({ id: idSchema, name: z.string(), role: staffRoleSchema, brandId: idSchema, storeIds: z.array(idSchema) }),
})
export type StaffSession = z.infer<typeof staffSessionSchema>

/** POST /store/seats/sessions: what a phone does after reading a seat's QR code. */
export const seatSignInSchema = z.strictObject({ seatToken: z.string().min(1).max(2048) })
export type SeatSignIn = z.infer<typeof seatSignInSchema>

/** A guest session: `sessionId` is the `sub` of its tokens until `endsAt`; the refresh token gets further access tokens until then. */
export const seatSessionSchema = z.object({
  accessToken: z.string(),
  expiresAt: timeSchema,
  sessionId: idSchema,
  refreshToken: z.string(),
  endsAt: timeSchema,
  brandId: idSchema,
  storeId: idSchema,
  seatId: idSchema,
  seatName: z.string(),
})
export type SeatSession = z.infer<typeof seatSessionSchema>

/** What renews or ends a session, of staff or of a guest. */
export const refreshSchema = z.strictObject({ refreshToken: z.string().min(1).max(200) })
export type Refresh = z.infer<typeof refreshSchema>
