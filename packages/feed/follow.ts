import type { Cursor } from '@jari/contract/feed.ts'
import type { Log } from '@jari/service/log.ts'
import { headOf } from './event-log.ts'
import type { EventLog } from './event-log.ts'
import type { FeedMetrics } from './feed-metrics.ts'
import { replay, tell } from './replay.ts'
import { hand } from './subscriber.ts'
import type { FrameCache, Subscriber } from './subscriber.ts'
import { look } from './tail.ts'

/** A store's log as far as this replica has followed it; `position` is null until it knows where the log ends. */
export type Tail = { readonly storeId: string; readonly subscribers: Set<Subscriber>; position: Cursor | null; following: Promise<void> | null; again: boolean }

export function createTail(storeId: string): Tail {
  return { storeId, subscribers: new Set(), position: null, following: null, again: false }
}

export type Follower = {
  follow(tail: Tail): Promise<void>
  /** Serves a subscriber from where it stands until it is live. */
  replay(tail: Tail, subscriber: Subscriber): Promise<void>
}

export type FollowerOptions = {
  readonly log: EventLog
  readonly logger: Log
  readonly metrics: FeedMetrics
  /** The database answered, or did not. */
  readonly heard: () => void
  readonly unheard: (error: unknown) => void
}

/** Takes tails on to the ends of their logs, and hands what comes to their subscribers. */
export function createFollower(options: FollowerOptions): Follower {
  const { log, logger, metrics } = options
  const parts = { log, logger, metrics, follow }

  /** Follows a tail to the end of its log; calls that come meanwhile make it look once more. */
  function follow(tail: Tail): Promise<void> {
    tail.again = true
    tail.following ??= (async () => {
      try {
        while (tail.again) {
          tail.again = false
          await step(tail)
        }
        options.heard()
      } catch (error) {
        options.unheard(error)
      } finally {
        tail.following = null
      }
    })()
    return tail.following
  }

  async function step(tail: Tail): Promise<void> {
    if (!tail.position) {
      await log.ensure([tail.storeId])
      const [counter] = await log.counters([tail.storeId])
      if (counter) tail.position = headOf(counter)
      return
    }
    const found = await look(log, tail.storeId, tail.position)
    if (found.kind === 'nothing') return
    if (found.kind === 'restart') {
      if (found.lost) {
        logger.error({ storeId: tail.storeId, position: tail.position, head: found.to }, 'the database lost events that it had shown')
        await log.newEpoch(tail.storeId, tail.position.epoch)
      }
      tail.position = null
      tail.again = true
      for (const subscriber of tail.subscribers) {
        if (subscriber.mode !== 'waiting') tell(metrics, subscriber, found.reason)
      }
      return
    }
    tail.position = found.to
    tail.again ||= found.more
    for (const event of found.events) metrics.lag.observe(Math.max(0, Date.now() - event.at) / 1000)
    const cache: FrameCache = new Map()
    for (const subscriber of tail.subscribers) {
      if (subscriber.mode !== 'live') continue
      if (subscriber.outlet.clogged) void replay(parts, tail, subscriber)
      else metrics.sent.inc(hand(subscriber, found.to, found.events, false, cache))
    }
  }

  return { follow, replay: (tail, subscriber) => replay(parts, tail, subscriber) }
}
