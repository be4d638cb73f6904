import type { OrderFeedState } from '@jari/contract/feed.ts'
import type { OrderState } from '@jari/contract/order-state.ts'
import type { Order } from '@jari/contract/order.ts'
import type { Seat } from '@jari/contract/store.ts'
import { computed, signal, type ReadonlySignal } from '@preact/signals'
import { createLive, type Live } from '../feed/live.ts'
import { ask, Refused } from '../request/request.ts'
import { asStaff, type Staff } from '../session/staff.ts'
import { applyOrderEvent, openOrders, ordersOf, withOrder, type Orders } from './orders.ts'

/** One store's kitchen as staff see it. */
export type Kitchen = {
  readonly live: Live<Orders>
  /** Open orders, oldest first; null before the first snapshot. */
  readonly tickets: ReadonlySignal<Order[] | null>
  /** Names of the store's seats, by id. */
  readonly seatNames: ReadonlySignal<ReadonlyMap<string, string>>
  /** Orders whose change is on its way. */
  readonly moving: ReadonlySignal<ReadonlySet<string>>
  /** Moves an order on. 'conflict': somebody else was first. Throws Refused and Unreachable. */
  move(order: Order, to: OrderState): Promise<'moved' | 'conflict'>
  stop(): void
}

/** Opens the kitchen of a store for the staff signed in. */
export function createKitchen(staff: Staff, storeId: string): Kitchen {
  const live = createLive<OrderFeedState, Orders>({
    path: `/order/stores/${storeId}/feed`,
    token: staff.token,
    read: ordersOf,
    reduce: applyOrderEvent,
  })
  // what our own requests answered, until the feed brings it
  const answered = signal<readonly Order[]>([])
  const seatNames = signal<ReadonlyMap<string, string>>(new Map())
  const moving = signal<ReadonlySet<string>>(new Set())

  async function loadSeats(): Promise<void> {
    const { seats } = await asStaff(staff, (token) => ask<{ seats: Seat[] }>(`/store/stores/${storeId}/seats`, { token }))
    seatNames.value = new Map(seats.map((seat) => [seat.id, seat.name]))
  }
  // without the names tickets show the seats' ids, which is enough to carry a cup to
  loadSeats().catch((error: unknown) => console.warn('the names of the seats could not be had', error))

  return {
    live,
    seatNames,
    moving,
    tickets: computed(() => live.state.value && openOrders(answered.value.reduce(withOrder, live.state.value))),
    move: async (order, to) => {
      moving.value = new Set(moving.value).add(order.id)
      try {
        const path = `/order/stores/${storeId}/orders/${order.id}/transitions`
        const changed = await asStaff(staff, (token) => ask<Order>(path, { method: 'POST', token, body: { to, version: order.version } }))
        answered.value = [...answered.value.filter((one) => one.id !== order.id), changed]
        return 'moved'
      } catch (error) {
        if (error instanceof Refused && error.status === 409) return 'conflict'
        throw error
      } finally {
        moving.value = new Set([...moving.value].filter((id) => id !== order.id))
      }
    },
    stop: () => live.stop(),
  }
}
