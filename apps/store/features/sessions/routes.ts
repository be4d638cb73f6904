import { refreshSchema, staffSessionSchema, staffSignInSchema } from '@jari/contract/session.ts'
import { keySetSchema } from '@jari/contract/token.ts'
import { anyStaff } from '@jari/service/caller.ts'
import { publicRoute, route } from '@jari/service/route.ts'
import type { Route } from '@jari/service/route.ts'
import { endSession, endSessionsOf, sessionOfToken } from '../../repositories/staff-sessions.ts'
import { hashOf } from '../../secret.ts'
import type { SigningKey } from '../../signing-key.ts'
import { refreshStaff } from './refresh-staff.ts'
import { signInStaff } from './sign-in-staff.ts'
import type { SessionParts } from './sign-in-staff.ts'

const headers = { 'Cache-Control': 'no-store' }

/** Signing in and out as staff, and the keys that verify what signing in gives. */
export function sessionRoutes(parts: SessionParts & { key: SigningKey }): Route[] {
  const { database, now } = parts
  return [
    publicRoute({
      method: 'POST',
      path: '/store/staff/sessions',
      summary: 'Sign in as staff',
      body: staffSignInSchema,
      responses: { 201: staffSessionSchema },
      problems: { 401: 'Name or password is wrong', 422: 'No brand was named and there is not exactly one', 429: 'Too many tries' },
      handler: async ({ body, remoteAddress }) => ({ status: 201, body: await signInStaff(parts, body, remoteAddress), headers }),
    }),
    publicRoute({
      method: 'POST',
      path: '/store/staff/sessions/refresh',
      summary: 'Get the next tokens of a staff session; a refresh token that comes a second time gets the same next one for 30 s, and ends the session later',
      body: refreshSchema,
      responses: { 200: staffSessionSchema },
      problems: { 401: 'The session is over' },
      handler: async ({ body }) => ({ status: 200, body: await refreshStaff(parts, body.refreshToken), headers }),
    }),
    publicRoute({
      method: 'POST',
      path: '/store/staff/sessions/end',
      summary: 'Sign out: end the session of a refresh token, if there is one',
      body: refreshSchema,
      responses: { 204: null },
      handler: async ({ body }) => {
        const session = await sessionOfToken(database.em(), hashOf(body.refreshToken))
        if (session) await endSession(database.em(), session.id, now())
        return { status: 204 }
      },
    }),
    route({
      method: 'DELETE',
      path: '/store/staff/sessions',
      summary: 'Sign out everywhere: end all sessions of the caller; access tokens already issued live for 15 minutes at most',
      auth: { staff: anyStaff },
      responses: { 204: null },
      handler: async (_, caller) => {
        await endSessionsOf(database.em(), caller.sub, now())
        return { status: 204 }
      },
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
