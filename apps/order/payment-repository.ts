import { z } from 'zod'
import { paymentSchema, paymentStatuses, shareSchema } from '@jari/contract/payment.ts'
import type { Payment } from '@jari/contract/payment.ts'
import type { Database, EntityManager } from '@jari/service/database.ts'
import { PaymentEntity } from './schema.ts'

/** A payment with the provider's own name for it, which nobody else needs. */
export type StoredPayment = Payment & { readonly ref: string | null }

type Row = {
  id: string
  store_id: string
  seat_id: string
  kind: string
  method: string
  status: string
  amount: number
  currency: string
  shares: string
  day: string
  charge_id: string | null
  ref: string | null
  checkout_url: string | null
  reason: string | null
  created_at: number
  settled_at: number | null
}
type Tables = { payment: Row; payment_notice: { id: string; received_at: number } }

/** The only user of the payments' tables. Methods with `em` join its transaction. */
export type PaymentRepository = ReturnType<typeof createPaymentRepository>

export function createPaymentRepository(database: Database) {
  const from = (em: EntityManager = database.em()) => em.getKysely<Tables>()
  return {
    async insert(em: EntityManager, payments: readonly StoredPayment[]): Promise<void> {
      if (payments.length === 0) return
      const rows = payments.map((one) => ({ ...one, shares: JSON.stringify(one.shares), createdAt: Date.parse(one.createdAt), settledAt: one.settledAt && Date.parse(one.settledAt) }))
      await em.insertMany(PaymentEntity, rows as never[])
    },

    async find(id: string, em?: EntityManager): Promise<StoredPayment | null> {
      const row = await from(em).selectFrom('payment').selectAll().where('id', '=', id).executeTakeFirst()
      return row ? toPayment(row) : null
    },

    async update(em: EntityManager, id: string, change: Partial<Pick<StoredPayment, 'status' | 'ref' | 'checkoutUrl' | 'reason'>> & { settledAt?: number }): Promise<void> {
      await em.nativeUpdate(PaymentEntity, { id }, change as never)
    },

    /** A store’s payments of a business day, oldest first. */
    async ofDay(storeId: string, day: string): Promise<StoredPayment[]> {
      const rows = await from().selectFrom('payment').selectAll().where('store_id', '=', storeId).where('day', '=', day).orderBy('id').execute()
      return rows.map(toPayment)
    },

    /** Payments of a seat that have something to do with one of these orders, made on `day` or later, oldest first. */
    async ofOrders(storeId: string, seatId: string, orderIds: readonly string[], day: string, em?: EntityManager): Promise<StoredPayment[]> {
      const rows = await from(em).selectFrom('payment').selectAll().where('store_id', '=', storeId).where('day', '>=', day).where('seat_id', '=', seatId).orderBy('id').execute()
      return rows.map(toPayment).filter(({ shares }) => shares.some(({ orderId }) => orderIds.includes(orderId)))
    },

    /** Payments that nothing has been heard of since `before`, newest first. */
    async pending(before: number, limit: number): Promise<StoredPayment[]> {
      const rows = await from().selectFrom('payment').selectAll().where('status', '=', 'pending').where('created_at', '<', before).orderBy('created_at', 'desc').limit(limit).execute()
      return rows.map(toPayment)
    },

    async forgetNotices(before: number): Promise<void> {
      await from().deleteFrom('payment_notice').where('received_at', '<', before).execute()
    },

    /** Takes note of a provider's notice; false if it came before. */
    async takeNotice(em: EntityManager, id: string, now: number): Promise<boolean> {
      const there = await from(em).selectFrom('payment_notice').select('id').where('id', '=', id).executeTakeFirst()
      if (there) return false
      await from(em).insertInto('payment_notice').values({ id, received_at: now }).execute()
      return true
    },
  }
}

const statusSchema = z.enum(paymentStatuses)
const kindSchema = z.enum(['charge', 'refund'])
const sharesSchema = z.array(shareSchema)

function toPayment(row: Row): StoredPayment {
  const time = (ms: number) => new Date(Number(ms)).toISOString()
  return {
    id: row.id,
    storeId: row.store_id,
    seatId: row.seat_id,
    kind: kindSchema.parse(row.kind),
    method: row.method,
    status: statusSchema.parse(row.status),
    amount: Number(row.amount),
    currency: row.currency,
    shares: sharesSchema.parse(JSON.parse(row.shares)),
    day: row.day,
    chargeId: row.charge_id,
    ref: row.ref,
    checkoutUrl: row.checkout_url,
    reason: row.reason,
    createdAt: time(row.created_at),
    settledAt: row.settled_at === null ? null : time(row.settled_at),
  }
}

/** What callers see of a payment. */
export function shownPayment(payment: StoredPayment): Payment {
  return paymentSchema.parse(payment)
}
