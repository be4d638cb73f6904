import { z } from 'zod'
import { brandChangeSchema, brandFileSchema, brandSchema, importReportSchema } from '@jari/contract/brand.ts'
import type { Brand } from '@jari/contract/brand.ts'
import { anyStaff } from '@jari/service/caller.ts'
import type { Database, EntityManager } from '@jari/service/database.ts'
import { problems } from '@jari/service/problems.ts'
import { route } from '@jari/service/route.ts'
import type { Route } from '@jari/service/route.ts'
import { transact } from '@jari/service/transact.ts'
import { difference } from '../../difference.ts'
import { note } from '../../repositories/audit.ts'
import { findBrand, updateBrand } from '../../repositories/brands.ts'
import { actorOf } from '../../staff-caller.ts'
import { brandFileFormat, exportBrand, writeBrandFile } from './brand-file.ts'
import { importBrand } from './import-brand.ts'

/** The caller's brand, and all of it as one file. */
export function brandRoutes({ database, now }: { database: Database; now: () => number }): Route[] {
  return [
    route({
      method: 'GET',
      path: '/store/brand',
      summary: 'The brand of the signed-in member of staff',
      auth: { staff: anyStaff },
      responses: { 200: brandSchema },
      problems: { 404: 'The brand is gone' },
      handler: async (_, caller) => ({ status: 200, body: await brandOf(database.em(), caller.brandId) }),
    }),
    route({
      method: 'PATCH',
      path: '/store/brand',
      summary: 'Change the brand’s names',
      auth: { staff: ['owner'] },
      body: brandChangeSchema,
      responses: { 200: brandSchema },
      problems: { 404: 'The brand is gone' },
      handler: async ({ body }, caller) =>
        transact(database, async (em) => {
          const before = await brandOf(em, caller.brandId)
          const after = { ...before, names: body.names }
          const detail = difference(before, after)
          if (Object.keys(detail).length) {
            await updateBrand(em, after.id, after.names)
            await note(em, { brandId: after.id, by: actorOf(caller), action: 'brand.changed', subject: after.id, detail }, now())
          }
          return { status: 200, body: after }
        }),
    }),
    route({
      method: 'GET',
      path: '/store/brand/file',
      summary: 'The brand’s stores and seats as one file',
      auth: { staff: ['owner'] },
      responses: { 200: brandFileSchema },
      media: 'application/yaml',
      problems: { 404: 'The brand is gone' },
      handler: async (_, caller) => {
        const em = database.em()
        return { status: 200, body: writeBrandFile(await exportBrand(em, await brandOf(em, caller.brandId))), headers: { 'Content-Disposition': `attachment; filename="${caller.brandId}.yaml"` } }
      },
    }),
    route({
      method: 'PUT',
      path: '/store/brand/file',
      summary: 'Make stores and seats what a file says; what it does not name is left as it is',
      auth: { staff: ['owner'] },
      query: z.strictObject({ dryRun: z.enum(['true', 'false']).optional().describe('true: only say what would change') }),
      body: brandFileSchema,
      bodyFormat: brandFileFormat,
      responses: { 200: importReportSchema },
      problems: { 422: 'The file is another brand’s, names an id twice or one that is taken, or changes a currency' },
      handler: async ({ body, query }, caller) => {
        if (body.brand.id !== caller.brandId) throw problems.invalid([{ in: 'body', pointer: '#/brand/id', detail: `is not the caller’s brand, ${caller.brandId}` }])
        const options = { write: query.dryRun !== 'true', existing: 'change', by: actorOf(caller), now: now() } as const
        return { status: 200, body: await transact(database, (em) => importBrand(em, body, options)) }
      },
    }),
  ]
}

async function brandOf(em: EntityManager, brandId: string): Promise<Brand> {
  const brand = await findBrand(em, brandId)
  if (!brand) throw problems.notFound('brand')
  return brand
}
