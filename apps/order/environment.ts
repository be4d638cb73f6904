import { serviceEnvironment } from '@jari/service/config.ts'
import { z } from 'zod'
import { paymentVariables } from './features/payments/environment.ts'

/** Variables of the order service. */
export const orderEnvironment = serviceEnvironment.extend({
  ...paymentVariables,
  /** Closed orders and their events are removed after this many days. */
  RETENTION_DAYS: z.coerce.number().int().min(1).max(3650).default(90),
})
