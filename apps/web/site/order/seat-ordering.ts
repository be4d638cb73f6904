import { deskEventType, menuEventType, type FeedEvent, type OrderFeedState } from '@jari/contract/feed.ts'
import type { Menu } from '@jari/contract/menu.ts'
import type { Order } from '@jari/contract/order.ts'
import { computed, signal, type ReadonlySignal } from '@preact/signals'
import { createLive, type Live } from '../feed/live.ts'
import { attemptFor, type Attempt } from '../request/attempt.ts'
import { ask, Refused } from '../request/request.ts'
import type { Seat } from '../session/seat.ts'
import { changeCart, type Cart } from './cart.ts'
import { applyOrderEvent, ordersOf, seatOrders, type Orders } from './orders.ts'

/** What happens at one seat: its menu, its cart, its orders. */
export type SeatOrdering = {
  readonly menu: ReadonlySignal<Menu | null>
  readonly cart: ReadonlySignal<Cart>
  readonly placing: ReadonlySignal<boolean>
  /** Why the last thing failed, null if it did not. */
  readonly fault: ReadonlySignal<unknown>
  readonly orders: ReadonlySignal<Order[]>
  readonly live: Live<Orders>
  change(itemId: string, by: number): void
  /** Orders what is in the cart and empties it. False: not ordered, see `fault`. */
  place(): Promise<boolean>
  stop(): void
}

/** Begins ordering at a seat. */
export function createSeatOrdering(seat: Seat): SeatOrdering {
  const { storeId, seatId } = seat.first
  const menu = signal<Menu | null>(null)
  const cart = signal<Cart>(new Map())
  const placing = signal(false)
  const fault = signal<unknown>(null)
  let last: Attempt | undefined
  const live = createLive<OrderFeedState, Orders>({ path: `/order/stores/${storeId}/feed`, token: () => seat.token(), read: ordersOf, reduce: applyOrderEvent, onEvent: reloadMenu })

  async function loadMenu(): Promise<void> {
    try {
      menu.value = await ask<Menu>(`/order/stores/${storeId}/menu`, { token: await seat.token() })
    } catch (error) {
      fault.value = error
    }
  }
  void loadMenu()

  /** The kitchen has said that something is sold out, or the menu was changed. */
  function reloadMenu({ type }: FeedEvent): void {
    if (type === deskEventType || type === menuEventType) void loadMenu()
  }

  return {
    menu,
    cart,
    placing,
    fault,
    orders: computed(() => (live.state.value ? seatOrders(live.state.value, seatId) : [])),
    live,
    change: (itemId, by) => {
      cart.value = changeCart(cart.value, itemId, by)
      fault.value = null
    },
    place: async () => {
      const body = { seatId, lines: [...cart.value].map(([itemId, quantity]) => ({ itemId, quantity })) }
      const attempt = attemptFor(body, last)
      last = attempt
      placing.value = true
      fault.value = null
      try {
        await ask<Order>(`/order/stores/${storeId}/orders`, { method: 'POST', token: await seat.token(), idempotencyKey: attempt.key, body })
        last = undefined
        cart.value = new Map()
        return true
      } catch (error) {
        // refused: it was not carried out, so the next try is a new one; without an answer nobody knows, so it keeps its key
        if (error instanceof Refused && error.status < 500) last = undefined
        fault.value = error
        return false
      } finally {
        placing.value = false
      }
    },
    stop: () => live.stop(),
  }
}
