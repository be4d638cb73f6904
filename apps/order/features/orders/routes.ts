import { z } from 'zod'
import { idSchema } from '@jari/contract/id.ts'
import { orderListSchema, orderSchema, placeOrderSchema, transitionSchema } from '@jari/contract/order.ts'
import { orderStates, orderStateSchema } from '@jari/contract/order-state.ts'
import { anyStaff, callerName } from '@jari/service/caller.ts'
import type { Caller } from '@jari/service/caller.ts'
import type { GroupCommit } from '@jari/service/group-commit.ts'
import { newId } from '@jari/service/id.ts'
import { keyUse } from '@jari/service/idempotency-key.ts'
import { problems } from '@jari/service/problems.ts'
import { route } from '@jari/service/route.ts'
import type { Reply, Route } from '@jari/service/route.ts'
import type { MenuRepository } from '../../menu-repository.ts'
import type { OrderRepository } from '../../order-repository.ts'
import { draftOrder } from './place-order.ts'
import type { OrderJob } from './write-batch.ts'

export type OrderRouteParts = {
  readonly menus: MenuRepository
  readonly orders: OrderRepository
  readonly writes: GroupCommit<OrderJob, Reply>
  readonly now: () => number
}

const storeParams = z.object({ storeId: idSchema })
const orderParams = z.object({ storeId: idSchema, orderId: idSchema })
const listQuery = z.strictObject({ state: orderStateSchema.optional(), limit: z.coerce.number().int().min(1).max(200).default(100) })

/** Whose orders a caller may see: a guest those of their seat. */
export function seatOf(caller: Caller): string | null {
  return caller.kind === 'guest' ? caller.seatId : null
}

/** Placing, listing, showing and changing orders. */
export function orderRoutes({ menus, orders, writes, now }: OrderRouteParts): Route[] {
  return [
    route({
      method: 'POST',
      path: '/order/stores/:storeId/orders',
      summary: 'Place an order for the guest’s seat',
      auth: { guest: true },
      params: storeParams,
      body: placeOrderSchema,
      idempotency: 'required',
      responses: { 201: orderSchema },
      handler: async ({ params: { storeId }, body, idempotencyKey }, caller) => {
        if (body.seatId !== seatOf(caller)) throw problems.invalid([{ in: 'body', pointer: '#/seatId', detail: 'is not the seat of this session' }])
        const use = keyUse({ caller: callerName(caller), operation: 'place-order', key: idempotencyKey, request: [storeId, body] })
        const menu = await menus.ofBrand(caller.brandId)
        return writes.submit({ kind: 'place', storeId, use, draft: () => draftOrder(body, menu, { id: newId(now()), storeId, now: now() }) })
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
        body: { orders: await orders.list(storeId, seatOf(caller), state ? [state] : orderStates, limit) },
      }),
    }),
    route({
      method: 'GET',
      path: '/order/stores/:storeId/orders/:orderId',
      summary: 'An order',
      auth: { guest: true, staff: anyStaff },
      params: orderParams,
      responses: { 200: orderSchema },
      handler: async ({ params: { storeId, orderId } }, caller) => {
        const order = await orders.find(storeId, seatOf(caller), orderId)
        if (!order) throw problems.notFound('order')
        return { status: 200, body: order }
      },
    }),
    route({
      method: 'POST',
      path: '/order/stores/:storeId/orders/:orderId/transitions',
      summary: 'Bring an order into another state',
      auth: { guest: true, staff: anyStaff },
      params: orderParams,
      body: transitionSchema,
      idempotency: 'optional',
      responses: { 200: orderSchema },
      problems: { 409: 'The order has changed meanwhile, or cannot become that; the problem carries the order as it is' },
      handler: async ({ params: { storeId, orderId }, body, idempotencyKey }, caller) => {
        const use = keyUse({ caller: callerName(caller), operation: 'change-order', key: idempotencyKey, request: [storeId, orderId, body] })
        return writes.submit({ kind: 'change', storeId, orderId, request: body, by: caller.kind === 'guest' ? 'guest' : 'staff', seat: seatOf(caller), use })
      },
    }),
  ]
}
