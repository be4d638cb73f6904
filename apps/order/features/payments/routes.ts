import { z } from 'zod'
import { idSchema } from '@jari/contract/id.ts'
import { paymentListSchema, paymentSchema, payRequestSchema, reconciliationSchema, refundRequestSchema } from '@jari/contract/payment.ts'
import { anyStaff, callerName } from '@jari/service/caller.ts'
import { keyUse } from '@jari/service/idempotency-key.ts'
import { problems } from '@jari/service/problems.ts'
import { publicRoute, route } from '@jari/service/route.ts'
import type { Route } from '@jari/service/route.ts'
import type { StoreProfiles } from '@jari/service/store-profiles.ts'
import type { FigureRepository } from '../../figure-repository.ts'
import { shownPayment } from '../../payment-repository.ts'
import type { PaymentRepository } from '../../payment-repository.ts'
import type { StoreClock } from '../../store-clock.ts'
import type { Cashier } from './cashier.ts'
import { noticeSchema } from './http-provider.ts'
import type { Ledger } from './ledger.ts'
import type { PaymentProvider } from './provider.ts'
import { reconcile } from './reconcile.ts'
import { signatureHeader } from './signature.ts'

export type PaymentRouteParts = {
  readonly cashier: Cashier
  readonly ledger: Ledger
  readonly payments: PaymentRepository
  readonly figures: FigureRepository
  readonly profiles: StoreProfiles
  readonly clock: StoreClock
  readonly provider: PaymentProvider | null
  readonly now: () => number
}

const storeParams = z.object({ storeId: idSchema })
const seatParams = z.object({ storeId: idSchema, seatId: idSchema })
const dayQuery = z.strictObject({ day: z.iso.date().optional() })

/** Paying, giving back, and the day's report. The provider's notices only where there is a provider. */
export function paymentRoutes({ cashier, ledger, payments, figures, profiles, clock, provider, now }: PaymentRouteParts): Route[] {
  const dayOf = async (storeId: string, day: string | undefined) => {
    const store = await profiles.of(storeId)
    return { day: day ?? clock(now(), store.timeZone).day, currency: store.currency }
  }

  const routes = [
    route({
      method: 'POST',
      path: '/order/stores/:storeId/seats/:seatId/payments',
      summary: 'Pay for orders of a seat, or for its whole open bill: guests through the provider, staff also at the counter',
      auth: { guest: true, staff: anyStaff },
      ownership: 'seat',
      params: seatParams,
      body: payRequestSchema,
      idempotency: 'required',
      responses: { 201: paymentSchema },
      problems: { 409: 'There is nothing left to pay, or somebody is paying already', 422: 'An order is not the seat’s, or the method is not to be had' },
      handler: async ({ params: { storeId, seatId }, body, idempotencyKey }, caller) => {
        if (caller.kind === 'guest' && caller.seatId !== seatId) throw problems.notFound('seat')
        if (caller.kind === 'guest' && body.method === 'counter') throw problems.invalid([{ in: 'body', pointer: '#/method', detail: 'is for staff: pay at the counter in person' }])
        const use = keyUse({ caller: callerName(caller), operation: 'pay', key: idempotencyKey, request: [storeId, seatId, body] })
        return { status: 201, body: shownPayment(await cashier.pay(storeId, seatId, body, use)) }
      },
    }),
    route({
      method: 'GET',
      path: '/order/stores/:storeId/payments',
      summary: 'Payments of a business day, today’s unless another is named',
      auth: { staff: anyStaff },
      params: storeParams,
      query: dayQuery,
      responses: { 200: paymentListSchema },
      handler: async ({ params: { storeId }, query }) => {
        const { day } = await dayOf(storeId, query.day)
        return { status: 200, body: { payments: (await payments.ofDay(storeId, day)).map(shownPayment) } }
      },
    }),
    route({
      method: 'GET',
      path: '/order/stores/:storeId/payments/:paymentId',
      summary: 'A payment: a guest’s page asks how it went',
      auth: { guest: true, staff: anyStaff },
      ownership: 'seat',
      params: z.object({ storeId: idSchema, paymentId: idSchema }),
      responses: { 200: paymentSchema },
      handler: async ({ params: { storeId, paymentId } }, caller) => {
        const payment = await payments.find(paymentId)
        if (!payment || payment.storeId !== storeId || (caller.kind === 'guest' && payment.seatId !== caller.seatId)) throw problems.notFound('payment')
        return { status: 200, body: shownPayment(payment) }
      },
    }),
    route({
      method: 'POST',
      path: '/order/stores/:storeId/orders/:orderId/refunds',
      summary: 'Give money back: for lines, an amount, or all that is left',
      auth: { staff: ['owner', 'manager'] },
      params: z.object({ storeId: idSchema, orderId: idSchema }),
      body: refundRequestSchema,
      idempotency: 'required',
      responses: { 201: paymentListSchema },
      problems: { 409: 'Nothing is left to give back; the problem carries the order', 422: 'It is more than is left, or a line is not the order’s' },
      handler: async ({ params: { storeId, orderId }, body, idempotencyKey }, caller) => {
        const use = keyUse({ caller: callerName(caller), operation: 'refund', key: idempotencyKey, request: [storeId, orderId, body] })
        return { status: 201, body: { payments: (await cashier.refund(storeId, orderId, body, use)).map(shownPayment) } }
      },
    }),
    route({
      method: 'GET',
      path: '/order/stores/:storeId/reconciliation',
      summary: 'What came in and went out on a business day, and where the provider says otherwise',
      auth: { staff: ['owner', 'manager'] },
      params: storeParams,
      query: dayQuery,
      responses: { 200: reconciliationSchema },
      handler: async ({ params: { storeId }, query }) => {
        const { day, currency } = await dayOf(storeId, query.day)
        return { status: 200, body: await reconcile({ payments, provider }, { storeId, day, currency, ...(await figures.money(storeId, day)) }) }
      },
    }),
  ]
  if (!provider) return routes
  const notices = publicRoute({
    method: 'POST',
    path: '/order/payments/notices',
    summary: `What the payment provider tells by itself, signed in ${signatureHeader}`,
    body: noticeSchema,
    responses: { 204: null },
    problems: { 401: 'The notice is not signed by the provider, or too old', 404: 'No such payment' },
    handler: async ({ text, header }) => {
      const { id, record } = provider.readNotice(text ?? '', header(signatureHeader), now())
      await ledger.settle(record, id)
      return { status: 204 }
    },
  })
  return [...routes, notices]
}
