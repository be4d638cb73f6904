import { z } from 'zod'
import { idSchema } from '@jari/contract/id.ts'
import { billSchema, closeBillSchema, closedBillSchema } from '@jari/contract/payment.ts'
import type { Bill } from '@jari/contract/payment.ts'
import type { Order } from '@jari/contract/order.ts'
import { closedStates } from '@jari/contract/order-state.ts'
import { anyStaff } from '@jari/service/caller.ts'
import { newId } from '@jari/service/id.ts'
import { problems } from '@jari/service/problems.ts'
import { route } from '@jari/service/route.ts'
import type { Route } from '@jari/service/route.ts'
import type { StoreProfiles } from '@jari/service/store-profiles.ts'
import type { OrderRepository } from '../../order-repository.ts'
import type { WriteAlone } from '../../write-alone.ts'
import { touched } from '../orders/change-order.ts'
import { eventOf } from '../orders/order-event.ts'
import { dueOf } from '../payments/amounts.ts'

export type BillRouteParts = { readonly orders: OrderRepository; readonly profiles: StoreProfiles; readonly write: WriteAlone; readonly now: () => number }

const params = z.object({ storeId: idSchema, seatId: idSchema })

/** What all phones at a seat share: the bill of what they ordered. */
export function billRoutes({ orders, profiles, write, now }: BillRouteParts): Route[] {
  return [
    route({
      method: 'GET',
      path: '/order/stores/:storeId/seats/:seatId/bill',
      summary: 'The open bill of a seat: what everybody there ordered, what is paid, what is due',
      auth: { guest: true, staff: anyStaff },
      ownership: 'seat',
      params,
      responses: { 200: billSchema },
      handler: async ({ params: { storeId, seatId } }, caller) => {
        if (caller.kind === 'guest' && caller.seatId !== seatId) throw problems.notFound('seat')
        const { currency } = await profiles.of(storeId)
        return { status: 200, body: billOf(seatId, currency, await orders.onOpenBill(storeId, seatId, now())), headers: { 'Cache-Control': 'no-store' } }
      },
    }),
    route({
      method: 'POST',
      path: '/order/stores/:storeId/seats/:seatId/bill/close',
      summary: 'The guests have gone: what is ordered next at the seat goes on a new bill, and they do not see this one',
      auth: { staff: anyStaff },
      params,
      body: closeBillSchema,
      responses: { 200: closedBillSchema },
      problems: { 409: 'There is no open bill, or an order on it is still open; the problem carries the bill', 422: 'Something is unpaid, and no reason was given' },
      handler: async ({ params: { storeId, seatId }, body }) => {
        const { currency } = await profiles.of(storeId)
        return write([storeId], null, async ({ em, emit }) => {
          const on = await orders.lock(em, (await orders.onOpenBill(storeId, seatId, now(), em)).map(({ id }) => id))
          const bill = billOf(seatId, currency, [...on.values()])
          if (bill.orders.length === 0) throw problems.conflict('There is no open bill at this seat.', { bill })
          if (bill.orders.some(({ state }) => !closedStates.includes(state))) throw problems.conflict('An order on the bill is still open.', { bill })
          if (bill.due > 0 && !body.reason) throw problems.invalid([{ in: 'body', pointer: '#/reason', detail: `is needed: ${bill.due} is not paid` }])
          const billId = newId(now())
          for (const order of bill.orders) {
            const after = touched(order, now(), { billId, reason: order.reason ?? (dueOf(order) > 0 ? (body.reason ?? null) : null) })
            if (!(await orders.change(em, order, after))) throw new Error(`Order ${order.id} changed although it is locked`)
            emit(eventOf(after, JSON.stringify(after), now()))
          }
          return { status: 200, body: { billId, orders: bill.orders.length } }
        })
      },
    }),
  ]
}

function billOf(seatId: string, currency: string, orders: readonly Order[]): Bill {
  const sum = (amount: (order: Order) => number) => orders.reduce((all, order) => all + amount(order), 0)
  return {
    seatId,
    currency: orders[0]?.currency ?? currency,
    orders: [...orders],
    total: sum((order) => (order.state === 'cancelled' ? 0 : order.total)),
    paid: sum(({ paid }) => paid),
    refunded: sum(({ refunded }) => refunded),
    due: sum(dueOf),
  }
}
