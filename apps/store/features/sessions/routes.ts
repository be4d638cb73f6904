import { seatSessionSchema, seatSignInSchema, staffSessionSchema, staffSignInSchema } from '@jari/contract/session.ts'
import { keySetSchema } from '@jari/contract/token.ts'
import { publicRoute } from '@jari/service/route.ts'
import type { Route } from '@jari/service/route.ts'
import type { SigningKey } from '../../signing-key.ts'
import { openSeat } from './open-seat.ts'
import { signInStaff } from './sign-in-staff.ts'
import type { SignInParts } from './sign-in-staff.ts'

/** Signing in, and the keys that verify what signing in gives. */
export function sessionRoutes(parts: SignInParts & { key: SigningKey }): Route[] {
  return [
    publicRoute({
      method: 'POST',
      path: '/store/staff/sessions',
      summary: 'Sign in as staff',
      body: staffSignInSchema,
      responses: { 201: staffSessionSchema },
      problems: { 401: 'Name or password is wrong', 429: 'Too many failed tries' },
      handler: async ({ body, remoteAddress }) => ({ status: 201, body: await signInStaff(parts, body, remoteAddress), headers: { 'Cache-Control': 'no-store' } }),
    }),
    publicRoute({
      method: 'POST',
      path: '/store/seats/sessions',
      summary: 'Open a guest session from a seat’s code',
      body: seatSignInSchema,
      responses: { 201: seatSessionSchema },
      problems: { 401: 'The code is not valid' },
      handler: async ({ body }) => ({ status: 201, body: await openSeat(parts, body.seatToken), headers: { 'Cache-Control': 'no-store' } }),
    }),
    publicRoute({
      method: 'GET',
      path: '/store/keys',
      summary: 'The keys that verify tokens (JWKS)',
      responses: { 200: keySetSchema },
      handler: () => ({ status: 200, body: parts.key.published, headers: { 'Cache-Control': 'public, max-age=60' } }),
    }),
  ]
}
