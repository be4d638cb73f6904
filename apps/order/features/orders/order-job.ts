import type { Order } from '@jari/contract/order.ts'
import type { KeyUse } from '@jari/service/idempotency-key.ts'
import { problems } from '@jari/service/problems.ts'
import type { DeskState } from '../../desk-repository.ts'
import { countLines } from '../desk/desk.ts'

/** What a job sees of its store while it is locked, with what the jobs before it in the batch did. */
export type StoreState = {
  readonly desk: DeskState
  order(id: string): Order | undefined
  /** True if this guest session need not tap at the counter. */
  trusts(guestId: string): boolean
}

/**
 * What a job does. `status` and `order` are the answer; the order is written if it is new or another object than it was.
 * `trust`: a guest session that need not tap at the counter from now on; `owed`: money of the order has to be given back.
 */
export type Decision = { readonly status: number; readonly order: Order; readonly desk?: DeskState; readonly trust?: string | null; readonly owed?: boolean }

/**
 * Something to be written: a new order, or a change of one. `decide` only computes, and is only asked if the key is new,
 * so that a repeat gets the first answer even if the item has sold out since. What it throws refuses this job alone.
 */
export type OrderJob = {
  readonly storeId: string
  readonly use: KeyUse
  /** The order that is changed; null for a new one. */
  readonly orderId: string | null
  /** A guest session that `trusts` will be asked of. */
  readonly guestId: string | null
  readonly decide: (state: StoreState) => Decision
}

/** The order that a job changes. Throws notFound if it is not the store's, or the guest may not see it. */
export function orderOf(state: StoreState, orderId: string, storeId: string, mayChange: (order: Order) => boolean): Order {
  const order = state.order(orderId)
  if (!order || order.storeId !== storeId || !mayChange(order)) throw problems.notFound('order')
  return order
}

/** What was counted and never made can be ordered again. */
export function giveBack(state: StoreState, before: Order, after: Order): Pick<Decision, 'desk'> {
  if (before === after || after.state !== 'cancelled' || !['awaiting', 'placed', 'accepted'].includes(before.state)) return {}
  const board = countLines(state.desk.board, after.lines, 1)
  return board === state.desk.board ? {} : { desk: { ...state.desk, board } }
}
