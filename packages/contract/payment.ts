import { z } from 'zod'
import { idSchema, timeSchema } from './id.ts'
import { orderSchema } from './order.ts'
import { wordsSchema } from './text.ts'

export const paymentStatuses = ['pending', 'succeeded', 'failed'] as const
const amountSchema = z.int().min(1).max(1_000_000_000)

/** What part of a payment is for which order; a refund may name the line. */
export const shareSchema = z.object({ orderId: idSchema, lineId: z.int().min(1).nullable(), amount: z.int().min(1) })
export type Share = z.infer<typeof shareSchema>

/** Money received (`charge`) or given back (`refund`), in minor units. */
export const paymentSchema = z.object({
  id: idSchema,
  storeId: idSchema,
  seatId: idSchema,
  kind: z.enum(['charge', 'refund']),
  method: z.string().describe('"counter", or the name of the provider'),
  status: z.enum(paymentStatuses),
  amount: z.int().min(1),
  currency: z.string().length(3),
  shares: z.array(shareSchema),
  day: z.string().describe('the store’s business day that it counts for'),
  chargeId: idSchema.nullable().describe('of a refund: the charge that is given back'),
  reason: z.string().nullable().describe('why it was given back, or why it failed'),
  checkoutUrl: z.string().nullable().describe('where a guest pays, while it is pending'),
  createdAt: timeSchema,
  settledAt: timeSchema.nullable(),
})
export type Payment = z.infer<typeof paymentSchema>
export const paymentListSchema = z.object({ payments: z.array(paymentSchema) })

/**
 * POST /order/stores/:storeId/seats/:seatId/payments. Without `orderIds` all that is unpaid on the seat's open bill.
 * Guests pay through the provider; `counter` is staff's: the money is in the till.
 */
export const payRequestSchema = z.strictObject({ method: z.enum(['counter', 'provider']), orderIds: z.array(idSchema).min(1).max(100).optional() })
export type PayRequest = z.infer<typeof payRequestSchema>

/** POST …/orders/:orderId/refunds: lines by their ids, or an amount; without either all that is left. */
export const refundRequestSchema = z.strictObject({ lineIds: z.array(z.int().min(1)).min(1).max(50).optional(), amount: amountSchema.optional(), reason: wordsSchema(200) })
export type RefundRequest = z.infer<typeof refundRequestSchema>

/** GET …/seats/:seatId/bill: what all phones at the seat share. */
export const billSchema = z.object({
  seatId: idSchema,
  currency: z.string().length(3),
  orders: z.array(orderSchema),
  total: z.int().min(0).describe('of what was not cancelled'),
  paid: z.int().min(0),
  refunded: z.int().min(0),
  due: z.int().min(0),
})
export type Bill = z.infer<typeof billSchema>

/** POST …/seats/:seatId/bill/close. A reason is needed if something is still unpaid. */
export const closeBillSchema = z.strictObject({ reason: wordsSchema(200).optional() })
export const closedBillSchema = z.object({ billId: idSchema, orders: z.int().min(1) })

const totalsSchema = z.object({ method: z.string(), charges: z.int(), charged: z.int(), refunds: z.int(), refunded: z.int(), net: z.int() })
export const differenceKinds = ['missing-at-provider', 'missing-here', 'amount', 'status'] as const

/** GET …/reconciliation?day=: what we have of a business day, and where the provider says otherwise. */
export const reconciliationSchema = z.object({
  storeId: idSchema,
  day: z.string(),
  currency: z.string().length(3),
  methods: z.array(totalsSchema),
  pending: z.int().min(0),
  sales: z.int().min(0).describe('of the day’s orders that were not cancelled'),
  unpaid: z.int().min(0).describe('of these, what was not paid'),
  provider: z
    .object({ name: z.string(), charged: z.int(), refunded: z.int(), differences: z.array(z.object({ kind: z.enum(differenceKinds), paymentId: z.string(), ours: z.int().nullable(), theirs: z.int().nullable() })) })
    .nullable()
    .describe('null: none is set up'),
})
export type Reconciliation = z.infer<typeof reconciliationSchema>
