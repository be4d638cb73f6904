import { serviceEnvironment } from '@jari/service/config.ts'
import { z } from 'zod'
import { paymentVariables } from './features/payments/environment.ts'

/** Variables of the order service. */
export const orderEnvironment = serviceEnvironment.extend({
  ...paymentVariables,
  /** Orders that one transaction writes at most. 1: each gets a transaction of its own, as many at a time as there are connections. */
  BATCH_CAP: z.coerce.number().int().min(1).max(1000).default(100),
  /** Transactions of orders at the same time, each of stores of its own; absent: two. */
  BATCH_LANES: z.coerce.number().int().min(1).max(10).optional(),
  /** Closed orders and their events are removed after this many days. */
  RETENTION_DAYS: z.coerce.number().int().min(1).max(3650).default(90),
})
