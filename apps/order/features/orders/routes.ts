import { z } from 'zod'
import { idSchema } from '@jari/contract/id.ts'
import { orderListSchema, orderSchema, placeOrderSchema, setLineSchema, transitionSchema } from '@jari/contract/order.ts'
import type { Order } from '@jari/contract/order.ts'
import { orderStates, orderStateSchema } from '@jari/contract/order-state.ts'
import type { Awaited } from '@jari/contract/order-state.ts'
import type { Store } from '@jari/contract/store.ts'
import { anyStaff, callerName } from '@jari/service/caller.ts'
import type { Caller } from '@jari/service/caller.ts'
import type { GroupCommit } from '@jari/service/group-commit.ts'
import { newId } from '@jari/service/id.ts'
import { keyUse } from '@jari/service/idempotency-key.ts'
import { problems } from '@jari/service/problems.ts'
import { route } from '@jari/service/route.ts'
import type { Reply, Route } from '@jari/service/route.ts'
import type { StoreProfiles } from '@jari/service/store-profiles.ts'
import type { MenuRepository } from '../../menu-repository.ts'
import type { OrderRepository, SeatScope } from '../../order-repository.ts'
import type { StoreClock } from '../../store-clock.ts'
import { owedOf } from '../payments/amounts.ts'
import { acknowledge, callSeat, changeOrder, markLine } from './change-order.ts'
import { checkOpen } from './open-hours.ts'
import { giveBack, orderOf } from './order-job.ts'
import type { Decision, OrderJob, StoreState } from './order-job.ts'
import { placeOrder } from './place-order.ts'

export type OrderRouteParts = {
  readonly menus: MenuRepository
  readonly orders: OrderRepository
  readonly profiles: StoreProfiles
  readonly clock: StoreClock
  readonly writes: GroupCommit<OrderJob, Reply>
  /** Told of an order that was cancelled although it was paid. */
  readonly onOwed: () => void
  readonly now: () => number
}

const storeParams = z.object({ storeId: idSchema })
const orderParams = z.object({ storeId: idSchema, orderId: idSchema })
const lineParams = orderParams.extend({ lineId: z.coerce.number().int().min(1).max(1000) })
const listQuery = z.strictObject({ state: orderStateSchema.optional(), limit: z.coerce.number().int().min(1).max(200).default(100) })

/** The seat whose orders a caller may change; null for staff, who may all of the store. */
export function seatOf(caller: Caller): string | null {
  return caller.kind === 'guest' ? caller.seatId : null
}

/** Whose orders a caller may see: a guest those of their seat that are not other people's from before. `now` in milliseconds. */
export function scopeOf(caller: Caller, now: number): SeatScope {
  return caller.kind === 'guest' ? { seatId: caller.seatId, since: caller.iat * 1000, now } : null
}

/** Placing, listing, showing and changing orders. */
export function orderRoutes({ menus, orders, profiles, clock, writes, onOwed, now }: OrderRouteParts): Route[] {
  /** A change by staff of the kitchen that may be repeated without harm. */
  const kitchenChange = (caller: Caller, storeId: string, orderId: string, to: (order: Order) => Order) => {
    const use = keyUse({ caller: callerName(caller), operation: 'kitchen', key: null, request: null })
    return writes.submit({ storeId, use, orderId, guestId: null, decide: (state) => ({ status: 200, order: to(orderOf(state, orderId, storeId, () => true)) }) })
  }

  return [
    route({
      method: 'POST',
      path: '/order/stores/:storeId/orders',
      summary: 'Place an order: a guest for their seat, staff for any',
      auth: { guest: true, staff: anyStaff },
      params: storeParams,
      body: placeOrderSchema,
      idempotency: 'required',
      responses: { 201: orderSchema },
      problems: { 409: 'The kitchen takes no orders of guests for the moment; the problem carries the desk. Or the store is closed; the problem carries its hours', 422: 'Something is not on the menu, not to be had now, or not to be had like that; or there is no such seat' },
      handler: async ({ params: { storeId }, body, idempotencyKey }, caller) => {
        const seat = seatOf(caller)
        if (seat !== null && body.seatId !== seat) throw problems.invalid([{ in: 'body', pointer: '#/seatId', detail: 'is not the seat of this session' }])
        const use = keyUse({ caller: callerName(caller), operation: 'place-order', key: idempotencyKey, request: [storeId, body] })
        const [menu, store] = await Promise.all([menus.ofStore(caller.brandId, storeId), profiles.of(storeId)])
        const guestId = caller.kind === 'guest' ? caller.sub : null
        // guests sit at a seat there is: their token says so
        const seatIsThere = guestId !== null || (await profiles.hasSeat(storeId, body.seatId))
        const taps = caller.kind === 'guest' && caller.firstOrderTap === true
        const decide = (state: StoreState): Decision => {
          const local = clock(now(), store.timeZone)
          if (guestId !== null) checkOpen(store.hours, local)
          if (!seatIsThere) throw problems.invalid([{ in: 'body', pointer: '#/seatId', detail: 'is no seat of this store' }])
          const placing = { id: newId(now()), storeId, guestId, now: now(), local, awaits: awaited(store, guestId, taps, state) }
          return { status: 201, ...placeOrder(body, menu, state.desk, placing) }
        }
        return writes.submit({ storeId, use, orderId: null, guestId: taps ? guestId : null, decide })
      },
    }),
    route({
      method: 'GET',
      path: '/order/stores/:storeId/orders',
      summary: 'Orders of a store, or of the guest’s seat; last changed first',
      auth: { guest: true, staff: anyStaff },
      params: storeParams,
      query: listQuery,
      responses: { 200: orderListSchema },
      handler: async ({ params: { storeId }, query: { state, limit } }, caller) => ({
        status: 200,
        body: { orders: await orders.list(storeId, scopeOf(caller, now()), state ? [state] : orderStates, limit) },
      }),
    }),
    route({
      method: 'GET',
      path: '/order/stores/:storeId/orders/:orderId',
      summary: 'An order',
      auth: { guest: true, staff: anyStaff },
      ownership: 'seat',
      params: orderParams,
      responses: { 200: orderSchema },
      handler: async ({ params: { storeId, orderId } }, caller) => {
        const order = await orders.find(storeId, scopeOf(caller, now()), orderId)
        if (!order) throw problems.notFound('order')
        return { status: 200, body: order }
      },
    }),
    route({
      method: 'POST',
      path: '/order/stores/:storeId/orders/:orderId/transitions',
      summary: 'Bring an order into another state',
      auth: { guest: true, staff: anyStaff },
      ownership: 'seat',
      params: orderParams,
      body: transitionSchema,
      idempotency: 'optional',
      responses: { 200: orderSchema },
      problems: { 409: 'The order has changed meanwhile, or cannot become that; the problem carries the order as it is', 422: 'Staff cancel with a reason only' },
      handler: async ({ params: { storeId, orderId }, body, idempotencyKey }, caller) => {
        const use = keyUse({ caller: callerName(caller), operation: 'change-order', key: idempotencyKey, request: [storeId, orderId, body] })
        const by = caller.kind === 'guest' ? 'guest' : 'staff'
        const seat = seatOf(caller)
        let owed = false
        const decide = (state: StoreState): Decision => {
          const before = orderOf(state, orderId, storeId, (order) => seat === null || order.seatId === seat)
          const order = changeOrder(before, body, by, now())
          owed = owedOf(order) > 0
          return { status: 200, order, ...giveBack(state, before, order), owed, trust: before.awaits !== null && order.state === 'placed' ? before.guestId : null }
        }
        const reply = await writes.submit({ storeId, use, orderId, guestId: null, decide })
        if (owed) onOwed()
        return reply
      },
    }),
    route({
      method: 'PUT',
      path: '/order/stores/:storeId/orders/:orderId/lines/:lineId',
      summary: 'Mark a line as made, or not made after all',
      auth: { staff: anyStaff },
      params: lineParams,
      body: setLineSchema,
      responses: { 200: orderSchema },
      problems: { 409: 'Nothing is made of the order; the problem carries it as it is' },
      handler: ({ params: { storeId, orderId, lineId }, body: { done } }, caller) => kitchenChange(caller, storeId, orderId, (order) => markLine(order, lineId, done, now())),
    }),
    route({
      method: 'POST',
      path: '/order/stores/:storeId/orders/:orderId/acknowledgement',
      summary: 'The kitchen has seen that the order was cancelled',
      auth: { staff: anyStaff },
      params: orderParams,
      responses: { 200: orderSchema },
      problems: { 409: 'It was not cancelled; the problem carries it as it is' },
      handler: ({ params: { storeId, orderId } }, caller) => kitchenChange(caller, storeId, orderId, (order) => acknowledge(order, now())),
    }),
    route({
      method: 'POST',
      path: '/order/stores/:storeId/orders/:orderId/call',
      summary: 'Call the seat of a ready order once more',
      auth: { staff: anyStaff },
      params: orderParams,
      responses: { 200: orderSchema },
      problems: { 409: 'It is not ready; the problem carries it as it is' },
      handler: ({ params: { storeId, orderId } }, caller) => kitchenChange(caller, storeId, orderId, (order) => callSeat(order, now())),
    }),
  ]
}

/** What a guest's order waits for before the kitchen sees it as work. Staff are at the counter already. */
function awaited({ settings }: Store, guestId: string | null, taps: boolean, state: StoreState): Awaited | null {
  if (guestId === null) return null
  if (settings.payment === 'first') return 'payment'
  return taps && !state.trusts(guestId) ? 'counter' : null
}
