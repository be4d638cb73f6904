import { z } from 'zod'
import { auditSchema } from '@jari/contract/audit.ts'
import { idSchema } from '@jari/contract/id.ts'
import type { Database } from '@jari/service/database.ts'
import { route } from '@jari/service/route.ts'
import type { Route } from '@jari/service/route.ts'
import { auditOf } from '../../repositories/audit.ts'
import { staffOnly } from '../../staff-caller.ts'

const query = z.strictObject({
  before: idSchema.optional().describe('the id of an entry: only those older than it'),
  limit: z.coerce.number().int().min(1).max(200).default(100),
})

/** What staff changed, newest first. */
export function auditRoutes({ database }: { database: Database }): Route[] {
  return [
    route({
      method: 'GET',
      path: '/store/audit',
      summary: 'What staff changed, newest first: of the whole brand for an owner, of their stores for a manager',
      auth: { staff: ['owner', 'manager'] },
      query,
      responses: { 200: auditSchema },
      handler: async ({ query: { before, limit } }, caller) => {
        const { role, brandId, storeIds } = staffOnly(caller)
        return { status: 200, body: { entries: await auditOf(database.em(), brandId, { storeIds: role === 'owner' ? null : storeIds, before, limit }) }, headers: { 'Cache-Control': 'no-store' } }
      },
    }),
  ]
}
