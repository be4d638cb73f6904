import { z } from 'zod'
import { orderEventTypes } from '@jari/contract/feed.ts'
import { idSchema } from '@jari/contract/id.ts'
import type { Order } from '@jari/contract/order.ts'
import { pickupSnapshotSchema, pickupStates } from '@jari/contract/pickup.ts'
import type { PickupOrder } from '@jari/contract/pickup.ts'
import type { EventLog, LoggedEvent } from '@jari/feed/event-log.ts'
import { feedSocket } from '@jari/feed/feed-socket.ts'
import type { Feed } from '@jari/feed/feed.ts'
import { readSnapshot } from '@jari/feed/snapshot.ts'
import type { Visibility } from '@jari/feed/subscriber.ts'
import { anyStaff } from '@jari/service/caller.ts'
import type { Access } from '@jari/service/caller.ts'
import { route } from '@jari/service/route.ts'
import type { Route } from '@jari/service/route.ts'
import type { Verifier } from '@jari/service/verifier.ts'
import type { SocketRoute } from '@jari/service/websocket.ts'
import type { OrderRepository } from '../../order-repository.ts'

/** A display is a device of its store; staff may look at what it shows. */
const access: Access = { staff: anyStaff, device: true }

const types: readonly string[] = orderEventTypes

/** Numbers and states of orders, and nothing else of the store. */
const pickup: Visibility = {
  name: 'pickup',
  kind: 'pickup',
  sees: (event) => types.includes(event.type),
  shows: (event: LoggedEvent) => ({ ...event, json: JSON.stringify({ order: shown((JSON.parse(event.json) as { order: Order }).order) }) }),
}

function shown({ id, number = 0, state }: Order): PickupOrder {
  return { id, number, state }
}

/** The state that the pickup feed starts from. */
export function pickupRoutes({ log, orders }: { log: EventLog; orders: OrderRepository }): Route[] {
  return [
    route({
      method: 'GET',
      path: '/order/stores/:storeId/pickup/snapshot',
      summary: 'Numbers of the orders that are being made or are ready, and the place in the feed that this is the state of',
      auth: access,
      params: z.object({ storeId: idSchema }),
      responses: { 200: pickupSnapshotSchema },
      handler: async ({ params: { storeId } }) => ({
        status: 200,
        body: await readSnapshot(log, storeId, async (em) => ({ orders: (await orders.board(em, storeId, null, 0)).filter((order) => pickupStates.includes(order.state)).map(shown) })),
        headers: { 'Cache-Control': 'no-store' },
      }),
    }),
  ]
}

/** The pickup feed itself. */
export function pickupSocket(parts: { feed: Feed; verifier: Verifier }): SocketRoute {
  return feedSocket({ path: '/order/stores/:storeId/pickup', access, visibility: () => pickup, ...parts })
}
