import { z } from 'zod'
import type { PaymentProvider } from './provider.ts'
import { createHttpProvider } from './http-provider.ts'

/** Variables of the payment provider; without PAYMENT_URL money is only taken at the counter. */
export const paymentVariables = {
  /** Where the provider answers. */
  PAYMENT_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** What we and the provider sign with; at least 16 characters. */
  PAYMENT_SECRET: z.string().min(16).optional(),
}

/** The provider that the environment names, null if none. Throws if it has no secret. */
export function providerOf({ PAYMENT_URL, PAYMENT_SECRET }: { PAYMENT_URL?: string | undefined; PAYMENT_SECRET?: string | undefined }): PaymentProvider | null {
  if (!PAYMENT_URL) return null
  if (!PAYMENT_SECRET) throw new Error('PAYMENT_URL needs PAYMENT_SECRET')
  return createHttpProvider({ url: PAYMENT_URL, secret: PAYMENT_SECRET })
}
