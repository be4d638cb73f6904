import type { Cursor } from '@jari/contract/feed.ts'
import type { Order } from '@jari/contract/order.ts'

/** One order that a client tried to place until it knew what became of it; `mark` is the note it was sent with. */
export type Attempt = {
  readonly mark: string
  readonly storeId: string
  readonly outcome: 'acknowledged' | 'refused'
  /** Every answer that said it was placed, the first and those of repeats. */
  readonly answers: readonly Order[]
}

/** A change of an order that was answered with 200. */
export type Change = { readonly orderId: string; readonly version: number; readonly state: string }

/** A row of the event log; `order` is null for events about something else. */
export type Event = { readonly storeId: string; readonly offset: number; readonly id: string; readonly type: string; readonly seat: string | null; readonly order: Order | null }

/** What the database holds at the end. */
export type Kept = {
  readonly orders: readonly Order[]
  readonly events: readonly Event[]
  readonly counters: readonly { readonly storeId: string; readonly epoch: string; readonly head: number; readonly headId: string; readonly floor: number }[]
}

/** An event by its place in the log of its store. */
export type Place = { readonly offset: number; readonly id: string }

/**
 * What a feed client shows at the end. `base`: the snapshot that it last began from; `seat` null sees the whole store; `told`: what it was
 * told in the order of the telling, from each snapshot that it fetched (first) to the next.
 */
export type Screen = {
  readonly name: string
  readonly storeId: string
  readonly seat: string | null
  readonly cursor: Cursor | null
  readonly base: { readonly offset: number; readonly ids: readonly string[] } | null
  readonly orders: readonly Order[]
  readonly told: readonly (readonly Place[])[]
}

/** All that a run leaves behind to be judged. `unexpected` are answers that no client should ever get. */
export type Evidence = { readonly attempts: readonly Attempt[]; readonly changes: readonly Change[]; readonly unexpected: readonly string[]; readonly kept: Kept; readonly screens: readonly Screen[] }
