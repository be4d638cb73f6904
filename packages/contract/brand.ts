import { z } from 'zod'
import { idSchema, slugSchema } from './id.ts'
import { namesSchema } from './language.ts'
import { newStoreSchema, seatNameSchema } from './store.ts'

/** Who owns stores and the menu. */
export const brandSchema = z.object({ id: idSchema, names: namesSchema })
export type Brand = z.infer<typeof brandSchema>

/** PATCH /store/brand. */
export const brandChangeSchema = z.strictObject({ names: namesSchema })
export type BrandChange = z.infer<typeof brandChangeSchema>

/** A brand's stores and seats as one file, to be imported and exported. Staff and codes are not in it: they are secrets. */
export const brandFileSchema = z.strictObject({
  brand: z.strictObject({ id: slugSchema, names: namesSchema }),
  stores: z
    .array(newStoreSchema.extend({ seats: z.array(z.strictObject({ id: slugSchema, name: seatNameSchema })).max(1000).optional() }))
    .max(1000),
})
export type BrandFile = z.infer<typeof brandFileSchema>

/** What an import did, or with `dryRun` would do. What the file does not name is left as it is. */
export const importReportSchema = z.object({
  applied: z.boolean(),
  changes: z.array(
    z.object({
      what: z.enum(['brand', 'store', 'seat']),
      id: z.string().describe('of a seat: STORE/SEAT'),
      action: z.enum(['created', 'changed']),
      fields: z.array(z.string()).describe('what changed; empty where all of it is new'),
    }),
  ),
  unchanged: z.int().min(0).describe('things of the file that were so already'),
})
export type ImportReport = z.infer<typeof importReportSchema>
