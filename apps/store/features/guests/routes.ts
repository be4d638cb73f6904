import { refreshSchema, seatSessionSchema, seatSignInSchema } from '@jari/contract/session.ts'
import { publicRoute } from '@jari/service/route.ts'
import type { Route } from '@jari/service/route.ts'
import { openSeat, refreshSeat } from './guest-session.ts'
import type { GuestParts } from './guest-session.ts'

const headers = { 'Cache-Control': 'no-store' }

/** Sitting down at a seat. */
export function guestRoutes(parts: GuestParts): Route[] {
  return [
    publicRoute({
      method: 'POST',
      path: '/store/seats/sessions',
      summary: 'Open a guest session from a seat’s code; each phone has one of its own',
      body: seatSignInSchema,
      responses: { 201: seatSessionSchema },
      problems: { 401: 'The code is not valid' },
      handler: async ({ body }) => ({ status: 201, body: await openSeat(parts, body.seatToken), headers }),
    }),
    publicRoute({
      method: 'POST',
      path: '/store/seats/sessions/refresh',
      summary: 'Get a further access token of a guest session',
      body: refreshSchema,
      responses: { 200: seatSessionSchema },
      problems: { 401: 'The session is over' },
      handler: async ({ body }) => ({ status: 200, body: await refreshSeat(parts, body.refreshToken), headers }),
    }),
  ]
}
