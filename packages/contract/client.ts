import { z } from 'zod'
import { idSchema, timeSchema } from './id.ts'
import { lineSchema } from './text.ts'
import { feedNames } from './token.ts'

/** What a service client may follow, and where. */
const rights = {
  feeds: z.array(z.enum(feedNames)).min(1).max(feedNames.length).describe('the feeds that it may follow; there is nothing else that it may do'),
  storeIds: z.array(idSchema).max(500).nullable().describe('the stores it may follow; null: all of the brand, those to come too'),
}

/** POST /store/clients: another service that wants events. */
export const newClientSchema = z.strictObject({ name: lineSchema(80), feeds: rights.feeds, storeIds: rights.storeIds.default(null) })
export type NewClient = z.infer<typeof newClientSchema>

/** A service client, as the brand's owners see it. */
export const clientSchema = z.object({ id: idSchema, name: z.string(), ...rights, createdAt: timeSchema })
export type Client = z.infer<typeof clientSchema>
export const clientListSchema = z.object({ clients: z.array(clientSchema) })

/** Its secret is told once, when it is made. */
export const clientWithSecretSchema = clientSchema.extend({ secret: z.string() })

/** POST /store/clients/sessions. */
export const clientSignInSchema = z.strictObject({ clientId: idSchema, secret: z.string().min(1).max(200) })
export type ClientSignIn = z.infer<typeof clientSignInSchema>

/** An access token of 15 minutes; there is no refresh, the secret gets the next one. */
export const clientSessionSchema = z.object({ accessToken: z.string(), expiresAt: timeSchema, brandId: idSchema, storeIds: z.array(idSchema), feeds: z.array(z.enum(feedNames)) })
export type ClientSession = z.infer<typeof clientSessionSchema>
