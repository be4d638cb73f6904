import { z } from 'zod'
import { idSchema } from './id.ts'
import { lineSchema } from './text.ts'
import { staffRoleSchema } from './token.ts'

/** A member of staff as others of the brand see them. Owners have all stores, whatever `storeIds` says. */
export const staffMemberSchema = z.object({ id: idSchema, name: z.string(), role: staffRoleSchema, storeIds: z.array(idSchema) })
export type StaffMember = z.infer<typeof staffMemberSchema>
export const staffListSchema = z.object({ staff: z.array(staffMemberSchema) })

export const passwordSchema = z.string().min(8).max(256)
const storeIdsSchema = z.array(idSchema).max(1000)

/** POST /store/staff. */
export const newStaffSchema = z.strictObject({ name: lineSchema(80), role: staffRoleSchema, storeIds: storeIdsSchema, password: passwordSchema })
export type NewStaff = z.infer<typeof newStaffSchema>

/** PATCH /store/staff/:staffId; what is not named stays. A new password ends the person's sessions. */
export const staffChangeSchema = newStaffSchema.partial()
export type StaffChange = z.infer<typeof staffChangeSchema>

/** POST /store/staff/password: the caller's own. */
export const passwordChangeSchema = z.strictObject({ current: z.string().min(1).max(256), next: passwordSchema })
export type PasswordChange = z.infer<typeof passwordChangeSchema>
