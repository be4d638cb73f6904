import type { Order } from '@jari/contract/order.ts'
import type { Share } from '@jari/contract/payment.ts'
import { problems } from '@jari/service/problems.ts'
import type { OrderRepository } from '../../order-repository.ts'
import type { PaymentRepository, StoredPayment } from '../../payment-repository.ts'
import type { Alone, WriteAlone } from '../../write-alone.ts'
import { touched } from '../orders/change-order.ts'
import { eventOf } from '../orders/order-event.ts'
import { owedOf, refundedBy } from './amounts.ts'
import type { ProviderRecord } from './provider.ts'

/** The method of what the counter takes and gives. */
export const counter = 'counter'

/** What money does to orders. */
export type Ledger = ReturnType<typeof createLedger>

export function createLedger({ orders, payments, write, now }: { orders: OrderRepository; payments: PaymentRepository; write: WriteAlone; now: () => number }) {
  /** Writes an order that is locked, with its event. */
  async function put({ em, emit }: Alone, before: Order, after: Order): Promise<void> {
    if (!(await orders.change(em, before, after))) throw new Error(`Order ${after.id} changed although it is locked`)
    emit(eventOf(after, JSON.stringify(after), now()))
  }

  /** What a payment that came in does to its orders: they are paid, go to the kitchen if they waited for that, and their guests are known. */
  async function credit(alone: Alone, shares: readonly Share[]): Promise<void> {
    const locked = await orders.lock(alone.em, shares.map(({ orderId }) => orderId))
    const guests: string[] = []
    for (const order of locked.values()) {
      const paid = order.paid + shares.reduce((sum, share) => sum + (share.orderId === order.id ? share.amount : 0), 0)
      const through = order.awaits !== null && paid >= order.total
      const after = touched(order, now(), { paid, ...(through ? { state: 'placed' as const, awaits: null, times: { ...order.times, placed: new Date(now()).toISOString() } } : {}) })
      await put(alone, order, after)
      if (owedOf(after) > 0) await orders.owe(alone.em, [after], now())
      if (order.guestId) guests.push(order.guestId)
    }
    await orders.trust(alone.em, guests, now())
  }

  return {
    put,
    credit,

    /** Carries out what the provider says of a payment; the same again, and what is older than what is known, changes nothing. `notice` is its id, if it came by one. */
    async settle(record: ProviderRecord, notice: string | null): Promise<void> {
      const payment = await payments.find(record.reference)
      if (!payment || payment.kind !== record.kind || payment.method === counter) throw problems.notFound('payment')
      if (record.amount !== payment.amount) throw problems.invalid([{ in: 'body', pointer: '#/record/amount', detail: `is not the ${payment.amount} that was asked for` }])
      await write([payment.storeId], null, async (alone) => {
        if (notice && !(await payments.takeNotice(alone.em, notice, now()))) return { status: 200 }
        const present = (await payments.find(payment.id, alone.em)) as StoredPayment
        // Money that comes after it was said to have failed has come all the same.
        const news = record.status === 'succeeded' ? present.status !== 'succeeded' : record.status === 'failed' && present.status === 'pending'
        if (!news) return { status: 200 }
        const { status } = record
        await payments.update(alone.em, payment.id, { status, ref: record.ref, settledAt: now(), ...(record.reason ? { reason: record.reason.slice(0, 200) } : {}) })
        if (payment.kind === 'charge') {
          if (status === 'succeeded') await credit(alone, payment.shares)
        } else if (status === 'failed' || present.status === 'failed') {
          for (const order of (await orders.lock(alone.em, payment.shares.map(({ orderId }) => orderId))).values()) {
            await put(alone, order, touched(order, now(), refundedBy(order, payment.shares, status === 'failed' ? -1 : 1)))
          }
        }
        return { status: 200 }
      })
    },
  }
}
