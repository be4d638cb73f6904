import { z } from 'zod'
import { erasedSchema, guestDataSchema } from '@jari/contract/guest.ts'
import { idSchema } from '@jari/contract/id.ts'
import type { Caller } from '@jari/service/caller.ts'
import { problems } from '@jari/service/problems.ts'
import { route } from '@jari/service/route.ts'
import type { Route } from '@jari/service/route.ts'
import { shownPayment } from '../../payment-repository.ts'
import type { PaymentRepository } from '../../payment-repository.ts'
import { eraseGuest } from './erase.ts'
import type { EraseParts } from './erase.ts'

const params = z.object({ storeId: idSchema })

/** What is kept of a guest session, and its being forgotten. A guest has no name here: a session is all there is. */
export function guestRoutes(parts: EraseParts & { payments: PaymentRepository }): Route[] {
  const { orders, payments, now } = parts
  return [
    route({
      method: 'GET',
      path: '/order/stores/:storeId/me',
      summary: 'All that is kept of the guest’s session',
      auth: { guest: true },
      params,
      responses: { 200: guestDataSchema },
      handler: async ({ params: { storeId } }, caller) => {
        const { guestId, seatId } = sessionOf(caller)
        const own = await orders.ofGuest(storeId, seatId, guestId)
        const paid = own[0] ? await payments.ofOrders(storeId, seatId, own.map(({ id }) => id), own[0].day) : []
        return { status: 200, body: { guestId, seatId, exportedAt: new Date(now()).toISOString(), orders: own, payments: paid.map(shownPayment) }, headers: { 'Cache-Control': 'no-store' } }
      },
    }),
    route({
      method: 'DELETE',
      path: '/order/stores/:storeId/me',
      summary: 'Forget the guest’s session: its name and its notes leave orders, events and kept answers; what was sold stays',
      auth: { guest: true },
      params,
      responses: { 200: erasedSchema },
      problems: { 409: 'An order is still open; the problem carries it' },
      handler: async ({ params: { storeId } }, caller) => {
        const { guestId, seatId } = sessionOf(caller)
        return { status: 200, body: { orders: await eraseGuest(parts, storeId, seatId, guestId) } }
      },
    }),
    route({
      method: 'DELETE',
      path: '/order/stores/:storeId/orders/:orderId/guest',
      summary: 'Forget the guest who placed an order, in all their orders: for who asks at the counter',
      auth: { staff: ['owner', 'manager'] },
      params: params.extend({ orderId: idSchema }),
      responses: { 200: erasedSchema },
      problems: { 409: 'An order is still open; the problem carries it' },
      handler: async ({ params: { storeId, orderId } }) => {
        const order = await orders.find(storeId, null, orderId)
        if (!order) throw problems.notFound('order')
        return { status: 200, body: { orders: order.guestId === null ? 0 : await eraseGuest(parts, storeId, order.seatId, order.guestId) } }
      },
    }),
  ]
}

function sessionOf(caller: Caller): { guestId: string; seatId: string } {
  if (caller.kind !== 'guest') throw problems.forbidden('Only guests have a session of their own.')
  return { guestId: caller.sub, seatId: caller.seatId }
}
