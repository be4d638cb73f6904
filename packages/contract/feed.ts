import { z } from 'zod'
import { deskSchema } from './desk.ts'
import { timeSchema } from './id.ts'
import { orderSchema } from './order.ts'

/**
 * A place in one store's event log: the event with `id` is at `offset`, in the log's life `epoch`.
 * Offset 0 with the empty id is the place before the first event.
 */
export const cursorSchema = z.strictObject({
  epoch: z.string().min(1).max(64),
  offset: z.int().min(0),
  id: z.string().max(64),
})
export type Cursor = z.infer<typeof cursorSchema>

/** One event of a log. `data` depends on `type`. */
export const feedEventSchema = z.object({
  offset: z.int().min(1),
  id: z.string(),
  type: z.string(),
  at: timeSchema,
  data: z.unknown(),
})
export type FeedEvent = z.infer<typeof feedEventSchema>

/** First frame of a client, within 5 s of connecting. Credentials never go into a URL. */
export const helloFrameSchema = z.strictObject({ type: z.literal('hello'), token: z.string().max(4096), cursor: cursorSchema.optional() })
/** After a `reset`: go on from the snapshot the client has fetched meanwhile. */
export const resumeFrameSchema = z.strictObject({ type: z.literal('resume'), cursor: cursorSchema })
export const clientFrameSchema = z.discriminatedUnion('type', [helloFrameSchema, resumeFrameSchema])
export type ClientFrame = z.infer<typeof clientFrameSchema>

/**
 * What the server sends. A client applies the frame only if `prev` equals the offset it stands at, and then stands at
 * (`epoch`, `offset`, `id`). A frame without events is a heartbeat; at least one comes every 10 s.
 */
export const eventsFrameSchema = z.object({
  type: z.literal('events'),
  epoch: z.string(),
  prev: z.int().min(0),
  offset: z.int().min(0),
  id: z.string(),
  events: z.array(feedEventSchema),
})
export type EventsFrame = z.infer<typeof eventsFrameSchema>
/** The log cannot continue from where the client stands: fetch a snapshot, then send `resume`. */
export const resetFrameSchema = z.object({ type: z.literal('reset'), reason: z.string() })
export const serverFrameSchema = z.discriminatedUnion('type', [eventsFrameSchema, resetFrameSchema])
export type ServerFrame = z.infer<typeof serverFrameSchema>

/** GET …/feed/snapshot: a state and the place in the log that it is the state of. */
export function snapshotSchema<State extends z.ZodType>(state: State) {
  return z.object({ epoch: z.string(), offset: z.int().min(0), id: z.string(), state })
}
export type Snapshot<State> = Cursor & { state: State }

/** State of the order feed: open orders and the last closed ones, of what the caller may see; and what the kitchen tells everybody. */
export const orderFeedStateSchema = z.object({ orders: z.array(orderSchema), desk: deskSchema.optional() })
export type OrderFeedState = z.infer<typeof orderFeedStateSchema>
export const orderSnapshotSchema = snapshotSchema(orderFeedStateSchema)

/** Events of the order feed about an order; both carry the whole order as it is after the event. */
export const orderEventTypes = ['order.placed', 'order.changed'] as const
export const orderEventDataSchema = z.object({ order: orderSchema })
export type OrderEventData = z.infer<typeof orderEventDataSchema>

/** Event of the order feed for everybody in the store: the whole desk (sold out, remaining, pause) as it is after the event. */
export const deskEventType = 'desk.changed'
export const deskEventDataSchema = z.object({ desk: deskSchema })
export type DeskEventData = z.infer<typeof deskEventDataSchema>

/** Event of the order feed for everybody in the store: the menu is another; fetch it. */
export const menuEventType = 'menu.changed'
export const menuEventDataSchema = z.object({ changeId: z.string() })

/** What a logged event's `seat` says when every seat of the store may see it. */
export const everySeat = '*'

/** Close codes of our WebSockets, and what a client does about each. */
export const closeCodes = {
  /** The server restarts: reconnect at once, with jitter. */
  restart: 1012,
  /** The server has too much to do: reconnect later. */
  overloaded: 1013,
  /** No, bad or expired credentials: get new ones first. */
  unauthenticated: 4401,
  /** These credentials may not see this. Do not try again. */
  forbidden: 4403,
  /** There is no such thing. Do not try again. */
  notFound: 4404,
  /** The client fell behind: reconnect and resume. */
  lagging: 4409,
  /** A frame that nobody understands. */
  badFrame: 4400,
} as const
