import { z } from 'zod'
import { clientListSchema, clientSessionSchema, clientSignInSchema, clientWithSecretSchema, newClientSchema } from '@jari/contract/client.ts'
import { idSchema } from '@jari/contract/id.ts'
import type { Database } from '@jari/service/database.ts'
import { publicRoute, route } from '@jari/service/route.ts'
import type { Route } from '@jari/service/route.ts'
import { transact } from '@jari/service/transact.ts'
import { clientsOf } from '../../repositories/clients.ts'
import { staffOnly } from '../../staff-caller.ts'
import type { Tokens } from '../../tokens.ts'
import { createClient, removeClient, renewSecret, shownClient } from './change-clients.ts'
import { openClientSession } from './client-session.ts'

const params = z.object({ clientId: idSchema })
const auth = { staff: ['owner'] } as const
const headers = { 'Cache-Control': 'no-store' }

/** Other services that follow feeds of a brand: credentials of their own, with no other right. */
export function clientRoutes(parts: { database: Database; tokens: Tokens; now: () => number }): Route[] {
  const { database, now } = parts
  return [
    publicRoute({
      method: 'POST',
      path: '/store/clients/sessions',
      summary: 'Get an access token as a service client',
      body: clientSignInSchema,
      responses: { 201: clientSessionSchema },
      problems: { 401: 'There is no such client, or its secret is another' },
      handler: async ({ body }) => ({ status: 201, body: await openClientSession(parts, body), headers }),
    }),
    route({
      method: 'GET',
      path: '/store/clients',
      summary: 'The brand’s service clients',
      auth,
      responses: { 200: clientListSchema },
      handler: async (_, caller) => ({ status: 200, body: { clients: (await clientsOf(database.em(), caller.brandId)).map(shownClient) } }),
    }),
    route({
      method: 'POST',
      path: '/store/clients',
      summary: 'Make a service client that may follow feeds; its secret is told once',
      auth,
      body: newClientSchema,
      responses: { 201: clientWithSecretSchema },
      problems: { 422: 'A store is not the brand’s' },
      handler: async ({ body }, caller) => ({ status: 201, body: await transact(database, (em) => createClient(em, staffOnly(caller), body, now())), headers }),
    }),
    route({
      method: 'POST',
      path: '/store/clients/:clientId/secrets',
      summary: 'Give a service client another secret; tokens already issued live for 15 minutes at most',
      auth,
      ownership: 'store',
      params,
      responses: { 201: clientWithSecretSchema },
      handler: async ({ params: { clientId } }, caller) => ({ status: 201, body: await transact(database, (em) => renewSecret(em, staffOnly(caller), clientId, now())), headers }),
    }),
    route({
      method: 'DELETE',
      path: '/store/clients/:clientId',
      summary: 'Remove a service client; tokens already issued live for 15 minutes at most',
      auth,
      ownership: 'store',
      params,
      responses: { 204: null },
      handler: async ({ params: { clientId } }, caller) => {
        await transact(database, (em) => removeClient(em, staffOnly(caller), clientId, now()))
        return { status: 204 }
      },
    }),
  ]
}
