import { z } from 'zod'
import { problems } from '@jari/service/problems.ts'
import type { PaymentProvider } from './provider.ts'
import { verifiesNotice } from './signature.ts'

const recordSchema = z.object({ reference: z.string(), ref: z.string(), kind: z.enum(['charge', 'refund']), status: z.enum(['pending', 'succeeded', 'failed']), amount: z.int().min(1), reason: z.string().optional() })
const recordsSchema = z.object({ records: z.array(recordSchema) })
const chargeSchema = z.object({ ref: z.string(), checkoutUrl: z.string() })
const refundSchema = z.object({ ref: z.string() })
export const noticeSchema = z.object({ id: z.string().min(1).max(120), record: recordSchema })

/** The provider is given up on after this, in milliseconds. */
const patience = 5000

/** A provider that speaks our small protocol over HTTP; another one's goes beside this. */
export function createHttpProvider({ url, secret, name = 'provider' }: { url: string; secret: string; name?: string }): PaymentProvider {
  async function ask<Schema extends z.ZodType>(path: string, schema: Schema, body?: { reference: string }): Promise<z.output<Schema>> {
    const response = await fetch(new URL(path, url), {
      method: body ? 'POST' : 'GET',
      headers: { Authorization: `Bearer ${secret}`, ...(body ? { 'Content-Type': 'application/json', 'Idempotency-Key': body.reference } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(patience),
    })
    if (!response.ok) throw new Error(`The payment provider answered ${path} with ${response.status}: ${(await response.text()).slice(0, 200)}`)
    return schema.parse(await response.json())
  }

  return {
    name,
    charge: (input) => ask('/charges', chargeSchema, input),
    refund: (input) => ask('/refunds', refundSchema, input),
    find: async (reference) => (await ask(`/records?${new URLSearchParams({ reference })}`, recordsSchema)).records[0] ?? null,
    records: async (store, from, to) => (await ask(`/records?${new URLSearchParams({ store, from: String(from), to: String(to) })}`, recordsSchema)).records,
    readNotice(body, signature, now) {
      if (!verifiesNotice(secret, body, signature, now)) throw problems.unauthenticated('The notice is not signed by the provider, or too old.')
      return noticeSchema.parse(JSON.parse(body))
    },
  }
}
