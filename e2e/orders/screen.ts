import { orderEventDataSchema, orderSnapshotSchema } from '@jari/contract/feed.ts'
import type { FeedEvent } from '@jari/contract/feed.ts'
import type { Order } from '@jari/contract/order.ts'
import { createFeedClient } from '@jari/feed/client/client.ts'
import type { Chance } from './chance.ts'
import type { Place, Screen } from './evidence.ts'
import type { Moments } from './moments.ts'
import type { Replicas } from './replicas.ts'

/** A feed client as pages have it, that connects to whichever replica. */
export type LiveScreen = { readonly orders: () => readonly Order[]; readonly shows: () => Screen; stop(): void }

export function openScreen(at: { name: string; storeId: string; seat: string | null; token: string; replicas: Replicas; moments: Moments; chance: Chance }): LiveScreen {
  const { name, storeId, seat, token, replicas, moments, chance } = at
  const address = () => `127.0.0.1:${replicas.forScreen(chance)}/order/stores/${storeId}/feed`
  let base: Screen['base'] = null
  const told: Place[][] = []
  const client = createFeedClient<Map<string, Order>>({
    connect: () => new WebSocket(`ws://${address()}`),
    token: () => token,
    snapshot: async () => {
      const response = await fetch(`http://${address()}/snapshot`, { headers: { Authorization: `Bearer ${token}` }, signal: AbortSignal.timeout(5000) })
      if (!response.ok) throw new Error(`the snapshot was refused with ${response.status}`)
      const { state, ...cursor } = orderSnapshotSchema.parse(await response.json())
      told.push([{ offset: cursor.offset, id: cursor.id }])
      base = { offset: cursor.offset, ids: state.orders.map((order) => order.id) }
      return { ...cursor, state: new Map(state.orders.map((order) => [order.id, order])) }
    },
    reduce(orders, event) {
      told.at(-1)?.push({ offset: event.offset, id: event.id })
      return withEvent(orders, event, moments)
    },
    // a fifth of the pauses that people's screens make: the run is shorter than a day
    random: () => chance.next() * 0.2,
  })
  const orders = () => [...(client.state?.values() ?? [])]
  return { orders, shows: () => ({ name, storeId, seat, cursor: client.cursor, base, orders: orders(), told }), stop: () => client.stop() }
}

/** Writes into the map that it gets: nobody else looks at an older one, and a copy for each event would cost a run minutes. */
function withEvent(orders: Map<string, Order>, event: FeedEvent, moments: Moments): Map<string, Order> {
  if (event.type !== 'order.placed' && event.type !== 'order.changed') return orders
  const { order } = orderEventDataSchema.parse(event.data)
  if (order.version === 1) moments.shown(order.note ?? '')
  return orders.set(order.id, order)
}
