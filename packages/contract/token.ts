import { z } from 'zod'
import { idSchema } from './id.ts'

export const staffRoles = ['owner', 'manager', 'barista'] as const
export const staffRoleSchema = z.enum(staffRoles)
export type StaffRole = z.infer<typeof staffRoleSchema>

/** Who issues tokens, and the `typ` header that keeps a seat token from being used as an access token. */
export const tokenIssuer = 'jari'
export const accessTokenType = 'at+jwt'
export const seatTokenType = 'seat+jwt'

/** Feeds that other services follow: /order/stores/:storeId/feed and /device/stores/:storeId/feed. */
export const feedNames = ['orders', 'devices'] as const
export type FeedName = (typeof feedNames)[number]

const common = { iss: z.literal(tokenIssuer), sub: idSchema, brandId: idSchema, iat: z.int(), exp: z.int() }

/**
 * A guest at one seat. `sub` is the guest session: one phone, whose cart is its own; the bill is the seat's.
 * `firstOrderTap`: the store wants the first unpaid order of this session confirmed by a tap at the counter.
 */
export const guestClaimsSchema = z.object({ ...common, kind: z.literal('guest'), storeId: idSchema, seatId: idSchema, firstOrderTap: z.boolean().optional() })
/** A member of staff. Owners' tokens name all stores that the brand had when they were issued. */
export const staffClaimsSchema = z.object({ ...common, kind: z.literal('staff'), name: z.string(), role: staffRoleSchema, storeIds: z.array(idSchema) })
/** A device of one store. `sub` is the device's id. */
export const deviceClaimsSchema = z.object({ ...common, kind: z.literal('device'), storeId: idSchema })
/** Another service. `sub` is the client it was made as; it may follow these feeds of these stores and do nothing else. */
export const serviceClaimsSchema = z.object({ ...common, kind: z.literal('service'), name: z.string(), storeIds: z.array(idSchema), feeds: z.array(z.enum(feedNames)) })

/** Claims of an access token (EdDSA JWT, `typ` at+jwt). */
export const accessClaimsSchema = z.discriminatedUnion('kind', [guestClaimsSchema, staffClaimsSchema, deviceClaimsSchema, serviceClaimsSchema])
export type AccessClaims = z.infer<typeof accessClaimsSchema>
export type GuestClaims = z.infer<typeof guestClaimsSchema>
export type StaffClaims = z.infer<typeof staffClaimsSchema>
export type DeviceClaims = z.infer<typeof deviceClaimsSchema>
export type ServiceClaims = z.infer<typeof serviceClaimsSchema>

/** Claims of a seat token, printed as the seat's QR code. It lives until the seat's `tokenVersion` moves on. */
export const seatClaimsSchema = z.object({
  iss: z.literal(tokenIssuer),
  brandId: idSchema,
  storeId: idSchema,
  seatId: idSchema,
  version: z.int().min(1),
})
export type SeatClaims = z.infer<typeof seatClaimsSchema>

/** The published keys (JWKS) that verify tokens; public parts only. */
export const keySetSchema = z.object({
  keys: z.array(z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string(), kid: z.string(), alg: z.literal('EdDSA'), use: z.literal('sig') })),
})
export type KeySet = z.infer<typeof keySetSchema>
