import type { Cursor } from '@jari/contract/feed.ts'
import type { LoggedEvent } from './event-log.ts'
import { eventsFrame, resetFrame } from './frame.ts'
import type { Outlet } from './outlet.ts'

/**
 * What one subscriber may see. `name` is the same for all that see the same, so that their frames are made once.
 * `since` (milliseconds): what is older is not replayed to it; whoever stands before that begins from a snapshot.
 * `kind` is what metrics call it. `shows` turns an event into what is shown of it, for who may not see all of its data.
 */
export type Visibility = {
  readonly name: string
  readonly sees: (event: LoggedEvent) => boolean
  readonly since?: number
  readonly kind?: string
  readonly shows?: (event: LoggedEvent) => LoggedEvent
}

/**
 * One client of a store's feed. `waiting`: it has to say where it stands; `replaying`: it is being served from the log;
 * `live`: it gets what the tail brings.
 */
export type Subscriber = {
  readonly storeId: string
  readonly visibility: Visibility
  readonly outlet: Outlet
  mode: 'waiting' | 'replaying' | 'live'
  /** Grows when whatever is being done for it is no longer wanted. */
  turn: number
  /** Where the client stands: the last frame it was sent. */
  stands: Cursor
  /** How far the log has been looked through for it; beyond `stands` there was nothing it may see. */
  handed: Cursor
}

export const nowhere: Cursor = { epoch: '-', offset: 0, id: '' }

/** Frames of one dispatch, by what they hold; the same bytes go to all clients that see the same. */
export type FrameCache = Map<string, Buffer>

/**
 * Hands a subscriber the log up to `to`. It gets a frame if there is anything that it may see, or if `always`.
 * Events at or before what it was handed already are left out.
 */
export function hand(subscriber: Subscriber, to: Cursor, events: readonly LoggedEvent[], always = false, cache: FrameCache = new Map()): number {
  const { handed, stands, visibility } = subscriber
  const visible = events.filter((event) => event.offset > handed.offset && visibility.sees(event))
  if (to.offset >= handed.offset) subscriber.handed = to
  if (visible.length === 0 && !always) return 0
  const end = subscriber.handed
  const key = `${visibility.name} ${stands.offset} ${handed.offset} ${end.offset}`
  let frame = cache.get(key)
  if (!frame) cache.set(key, (frame = Buffer.from(eventsFrame(stands.offset, end, visibility.shows ? visible.map(visibility.shows) : visible))))
  subscriber.outlet.send(frame)
  subscriber.stands = end
  return visible.length
}

/** Tells a subscriber to fetch a snapshot; it gets nothing until it says where it stands. */
export function reset(subscriber: Subscriber, reason: string): void {
  subscriber.turn++
  subscriber.mode = 'waiting'
  subscriber.outlet.send(resetFrame(reason))
}
