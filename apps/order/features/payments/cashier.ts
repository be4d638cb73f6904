import type { Order } from '@jari/contract/order.ts'
import type { PayRequest, Payment, RefundRequest, Share } from '@jari/contract/payment.ts'
import type { KeyUse } from '@jari/service/idempotency-key.ts'
import { newId } from '@jari/service/id.ts'
import type { Log } from '@jari/service/log.ts'
import { problems } from '@jari/service/problems.ts'
import type { StoreProfiles } from '@jari/service/store-profiles.ts'
import type { OrderRepository } from '../../order-repository.ts'
import type { PaymentRepository, StoredPayment } from '../../payment-repository.ts'
import type { StoreClock } from '../../store-clock.ts'
import type { Alone, WriteAlone } from '../../write-alone.ts'
import { touched } from '../orders/change-order.ts'
import { dueOf, owedOf, refundedBy, refundShares, spread } from './amounts.ts'
import type { Ledger } from './ledger.ts'
import { counter } from './ledger.ts'
import type { PaymentProvider } from './provider.ts'

export type CashierParts = {
  readonly orders: OrderRepository
  readonly payments: PaymentRepository
  readonly profiles: StoreProfiles
  readonly clock: StoreClock
  readonly write: WriteAlone
  readonly ledger: Ledger
  /** Null: only the counter takes money. */
  readonly provider: PaymentProvider | null
  readonly log: Log
  readonly now: () => number
}

/** A guest has this long at the provider before others at the seat may pay the same, in milliseconds. */
const checkoutTime = 15 * 60_000

/** Takes money and gives it back. Every change of money and its orders is one transaction; the provider is asked outside of it, under ids that it knows. */
export type Cashier = ReturnType<typeof createCashier>

export function createCashier({ orders, payments, profiles, clock, write, ledger, provider, log, now }: CashierParts) {
  const dayOf = async (storeId: string, at: number) => clock(at, (await profiles.of(storeId)).timeZone).day

  function newPayment(kind: Payment['kind'], method: string, order: Pick<Order, 'storeId' | 'seatId' | 'currency'>, shares: Share[], day: string, more: Partial<StoredPayment> = {}): StoredPayment {
    const at = new Date(now()).toISOString()
    const settled = method === counter
    const amount = shares.reduce((sum, share) => sum + share.amount, 0)
    return { id: newId(now()), storeId: order.storeId, seatId: order.seatId, kind, method, status: settled ? 'succeeded' : 'pending', amount, currency: order.currency, shares, day, chargeId: null, reason: null, checkoutUrl: null, ref: null, createdAt: at, settledAt: settled ? at : null, ...more }
  }

  /** The orders to be paid: those named, or all that is due on the open bill. */
  async function payable({ em }: Alone, storeId: string, seatId: string, { orderIds, method }: PayRequest): Promise<Order[]> {
    const named = orderIds && [...(await orders.lock(em, orderIds)).values()]
    const missing = orderIds?.findIndex((id) => !named?.some((order) => order.id === id && order.storeId === storeId && order.seatId === seatId)) ?? -1
    if (missing >= 0) throw problems.invalid([{ in: 'body', pointer: `#/orderIds/${missing}`, detail: 'is no order of this seat' }])
    const due = (named ?? (await orders.onOpenBill(storeId, seatId, now(), em))).filter((order) => dueOf(order) > 0)
    if (due.length === 0) throw problems.conflict('There is nothing left to pay.')
    if (method === 'counter') return due
    const going = (await payments.ofOrders(storeId, seatId, due.map(({ id }) => id), due[0]?.day ?? '', em)).find((one) => one.kind === 'charge' && one.status === 'pending' && Date.parse(one.createdAt) > now() - checkoutTime)
    if (going) throw problems.conflict('Somebody at the seat is paying for this already.')
    return due
  }

  /** Asks the provider for what is pending and has no name there yet. */
  async function begin(payment: StoredPayment): Promise<StoredPayment> {
    if (!provider) throw problems.unavailable('There is no payment provider here any more.')
    const { id, storeId, amount, currency } = payment
    const common = { reference: id, store: storeId, amount, currency }
    if (payment.kind === 'charge') {
      const { ref, checkoutUrl } = await provider.charge(common)
      return keep(payment, { ref, checkoutUrl })
    }
    const charge = payment.chargeId && (await payments.find(payment.chargeId))
    if (!charge || !charge.ref) throw new Error(`Refund ${id} is of a charge that the provider does not know`)
    return keep(payment, await provider.refund({ ...common, charge: charge.ref }))
  }

  async function keep(payment: StoredPayment, change: { ref: string; checkoutUrl?: string }): Promise<StoredPayment> {
    await write([payment.storeId], null, async ({ em }) => {
      await payments.update(em, payment.id, change)
      return { status: 204 }
    })
    return (await payments.find(payment.id)) ?? { ...payment, ...change }
  }

  /** Begins at the provider; one that does not answer is asked again by `chase`. */
  async function beginSoon(payment: StoredPayment): Promise<StoredPayment> {
    try {
      return await begin(payment)
    } catch (error) {
      log.warn({ err: error, paymentId: payment.id }, 'the payment provider was not reached')
      return payment
    }
  }

  async function refund(storeId: string, orderId: string, request: RefundRequest, use: KeyUse | null): Promise<StoredPayment[]> {
    const day = await dayOf(storeId, now())
    const reply = await write([storeId], use, async (alone) => {
      const order = (await orders.lock(alone.em, [orderId])).get(orderId)
      if (!order || order.storeId !== storeId) throw problems.notFound('order')
      const shares = refundShares(order, request)
      const known = await payments.ofOrders(storeId, order.seatId, [orderId], order.day, alone.em)
      const made = spread(shares, known).map((part) => newPayment('refund', part.charge.method, order, part.shares, day, { chargeId: part.charge.id, reason: request.reason }))
      await payments.insert(alone.em, made)
      await ledger.put(alone, order, touched(order, now(), refundedBy(order, shares, 1)))
      return { status: 201, body: made.map(({ id }) => id) }
    })
    const ids = reply.json === undefined ? (reply.body as string[]) : (JSON.parse(reply.json) as string[])
    const made = await Promise.all(ids.map((id) => payments.find(id)))
    return Promise.all(made.filter((one) => one !== null).map((one) => (one.status === 'pending' && one.ref === null ? beginSoon(one) : one)))
  }

  return {
    /** Money for orders of a seat, or for its whole open bill. Throws invalid, a conflict if nothing is due, unavailable if the provider does not answer. */
    async pay(storeId: string, seatId: string, request: PayRequest, use: KeyUse): Promise<StoredPayment> {
      if (request.method === 'provider' && !provider) throw problems.invalid([{ in: 'body', pointer: '#/method', detail: 'is not set up here: pay at the counter' }])
      const day = await dayOf(storeId, now())
      const reply = await write([storeId], use, async (alone) => {
        const due = await payable(alone, storeId, seatId, request)
        const shares = due.map((order) => ({ orderId: order.id, lineId: null, amount: dueOf(order) }))
        const payment = newPayment('charge', request.method === 'counter' ? counter : (provider as PaymentProvider).name, due[0] as Order, shares, day)
        await payments.insert(alone.em, [payment])
        if (payment.status === 'succeeded') await ledger.credit(alone, shares)
        return { status: 201, body: payment.id }
      })
      const id = (reply.json === undefined ? reply.body : JSON.parse(reply.json)) as string
      const payment = (await payments.find(id)) as StoredPayment
      if (payment.status !== 'pending' || payment.ref !== null) return payment
      try {
        return await begin(payment)
      } catch (error) {
        log.warn({ err: error, paymentId: payment.id }, 'the payment provider was not reached')
        throw problems.unavailable('The payment provider does not answer. Repeat the request with the same Idempotency-Key, or pay at the counter.')
      }
    },

    refund,

    /** Asks the provider for what it has not heard of. */
    begin,

    /** Gives back what is owed: for orders that were cancelled after they were paid, or paid twice. How many orders. */
    async refundOwed(): Promise<number> {
      const owed = await orders.owed(50)
      for (const { storeId, id } of owed) {
        try {
          const order = await orders.find(storeId, null, id)
          if (order && owedOf(order) > 0) await refund(storeId, id, { amount: owedOf(order), reason: order.state === 'cancelled' ? 'cancelled' : 'paid twice' }, null)
          await orders.oweNoMore(id)
        } catch (error) {
          log.warn({ err: error, orderId: id }, 'what is owed could not be given back yet')
        }
      }
      return owed.length
    },
  }
}

