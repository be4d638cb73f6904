import { z } from 'zod'
import { idSchema, timeSchema } from './id.ts'

/** One thing that somebody changed. `subject` names it: a store, STORE/SEAT, a member of staff. `detail` has what was changed, never a secret. */
export const auditEntrySchema = z.object({
  id: idSchema,
  at: timeSchema,
  by: z.object({ id: z.string(), name: z.string() }).describe('as named then; "command" for the command line'),
  action: z.string().describe('for example seat.code-renewed'),
  subject: z.string(),
  storeId: idSchema.nullable(),
  detail: z.record(z.string(), z.unknown()),
})
export type AuditEntry = z.infer<typeof auditEntrySchema>
export const auditSchema = z.object({ entries: z.array(auditEntrySchema) })
