import { z } from 'zod'
import { everySeat, orderSnapshotSchema } from '@jari/contract/feed.ts'
import { idSchema } from '@jari/contract/id.ts'
import type { EventLog } from '@jari/feed/event-log.ts'
import { feedSocket } from '@jari/feed/feed-socket.ts'
import type { Feed } from '@jari/feed/feed.ts'
import { readSnapshot } from '@jari/feed/snapshot.ts'
import type { Visibility } from '@jari/feed/subscriber.ts'
import { anyStaff } from '@jari/service/caller.ts'
import type { Access, Caller } from '@jari/service/caller.ts'
import { route } from '@jari/service/route.ts'
import type { Route } from '@jari/service/route.ts'
import type { Verifier } from '@jari/service/verifier.ts'
import type { SocketRoute } from '@jari/service/websocket.ts'
import { emptyDesk } from '../../desk-repository.ts'
import type { DeskRepository } from '../../desk-repository.ts'
import type { OrderRepository } from '../../order-repository.ts'
import { scopeOf, seatOf } from '../orders/routes.ts'

/** Closed orders that a snapshot still shows: enough to recall one that was bumped by mistake. */
const closedShown = 20

const access: Access = { guest: true, staff: anyStaff, service: 'orders' }

/** How far the clocks of the services may be apart, in milliseconds. */
const clocksApart = 60_000

/**
 * Staff and services see every event of the store, a seat those of its own orders and what is told to all. A guest session is replayed
 * nothing from before it began: that was other people's.
 */
export function visibilityOf(caller: Caller): Visibility {
  const seat = seatOf(caller)
  if (seat === null) return { name: 'all', kind: caller.kind === 'service' ? 'service' : 'kitchen', sees: () => true }
  return { name: `seat ${seat}`, kind: 'seat', sees: (event) => event.seat === seat || event.seat === everySeat, since: caller.iat * 1000 - clocksApart }
}

/** The state that the order feed starts from. */
export function feedRoutes({ log, orders, desks, now }: { log: EventLog; orders: OrderRepository; desks: DeskRepository; now: () => number }): Route[] {
  return [
    route({
      method: 'GET',
      path: '/order/stores/:storeId/feed/snapshot',
      summary: 'Open and just closed orders, and the place in the feed that this is the state of',
      auth: access,
      params: z.object({ storeId: idSchema }),
      responses: { 200: orderSnapshotSchema },
      handler: async ({ params: { storeId } }, caller) => ({
        status: 200,
        body: await readSnapshot(log, storeId, async (em) => ({
          orders: await orders.board(em, storeId, scopeOf(caller, now()), closedShown),
          desk: ((await desks.read([storeId], em)).get(storeId) ?? emptyDesk).board,
        })),
        headers: { 'Cache-Control': 'no-store' },
      }),
    }),
  ]
}

/** The order feed itself. */
export function orderFeedSocket(parts: { feed: Feed; verifier: Verifier }): SocketRoute {
  return feedSocket({ path: '/order/stores/:storeId/feed', access, visibility: visibilityOf, ...parts })
}
