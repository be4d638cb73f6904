import type { Cursor } from '@jari/contract/feed.ts'
import type { Log } from '@jari/service/log.ts'
import type { EventLog } from './event-log.ts'
import type { FeedMetrics } from './feed-metrics.ts'
import { createFollower, createTail } from './follow.ts'
import type { Tail } from './follow.ts'
import type { Outlet } from './outlet.ts'
import { tell } from './replay.ts'
import { whyReset } from './resume.ts'
import { hand, nowhere } from './subscriber.ts'
import type { FrameCache, Subscriber, Visibility } from './subscriber.ts'
import { unchanged } from './tail.ts'

/** The feed of one replica: follows the logs of the stores that somebody here is subscribed to. */
export type Feed = {
  /** Looks at these stores' logs now; call it after an own commit. Costs nothing if nobody here is subscribed to them. */
  poke(storeIds: Iterable<string>): void
  subscribe(storeId: string, visibility: Visibility, outlet: Outlet): Subscription
  readonly subscribers: number
  /** Stops all timers. */
  stop(): void
}

export type Subscription = {
  /** Goes on from where the client stands, or tells it to fetch a snapshot. */
  resume(cursor: Cursor | undefined): Promise<void>
  end(): void
}

export type FeedOptions = {
  readonly log: EventLog
  readonly logger: Log
  readonly metrics: FeedMetrics
  /** How often other replicas' commits are looked for while somebody is subscribed, in milliseconds. */
  readonly pollMs?: number
  readonly heartbeatMs?: number
}

/** While the database has not answered for this long no heartbeats go out: they would promise what nobody knows. In milliseconds. */
const silentAfter = 3000

export function createFeed(options: FeedOptions): Feed {
  const { log, logger, metrics, pollMs = 200, heartbeatMs = 10_000 } = options
  const tails = new Map<string, Tail>()
  let pollTimer: NodeJS.Timeout | null = null
  let heartbeatTimer: NodeJS.Timeout | null = null
  let polling = false
  let stopped = false
  let lookedAt = 0
  let answering = true
  const { follow, replay } = createFollower({ log, logger, metrics, heard, unheard })

  async function poll(): Promise<void> {
    if (tails.size === 0 || stopped) {
      polling = false
      return
    }
    try {
      const counters = new Map((await log.counters([...tails.keys()])).map((counter) => [counter.storeId, counter]))
      heard()
      const moved = [...tails.values()].filter((tail) => {
        const counter = counters.get(tail.storeId)
        return !tail.position || !counter || !unchanged(counter, tail.position)
      })
      await Promise.all(moved.map(follow))
    } catch (error) {
      unheard(error)
    }
    pollTimer = setTimeout(() => void poll(), pollMs)
  }

  function heard(): void {
    lookedAt = performance.now()
    if (!answering) logger.info('the log answers again')
    answering = true
  }

  function unheard(error: unknown): void {
    if (answering) logger.warn({ err: error }, 'the log does not answer')
    answering = false
  }

  function beat(): void {
    if (performance.now() - lookedAt > silentAfter + pollMs) return
    for (const tail of tails.values()) {
      const cache: FrameCache = new Map()
      for (const subscriber of tail.subscribers) {
        if (subscriber.mode === 'live' && !subscriber.outlet.clogged) hand(subscriber, subscriber.handed, [], true, cache)
      }
    }
  }

  function tailOf(storeId: string): Tail {
    let tail = tails.get(storeId)
    if (!tail) tails.set(storeId, (tail = createTail(storeId)))
    if (!polling && !stopped) {
      polling = true
      pollTimer = setTimeout(() => void poll(), pollMs)
    }
    heartbeatTimer ??= setInterval(beat, heartbeatMs)
    return tail
  }

  function leave(tail: Tail, subscriber: Subscriber): void {
    subscriber.turn++
    if (!tail.subscribers.delete(subscriber)) return
    metrics.clients.labels(kindOf(subscriber)).dec()
    if (tail.subscribers.size === 0 && tails.get(tail.storeId) === tail) tails.delete(tail.storeId)
    if (tails.size === 0) stopBeating()
  }

  function stopBeating(): void {
    if (heartbeatTimer) clearInterval(heartbeatTimer)
    heartbeatTimer = null
  }

  return {
    poke(storeIds) {
      for (const storeId of storeIds) {
        const tail = tails.get(storeId)
        if (tail) void follow(tail)
      }
    },

    subscribe(storeId, visibility, outlet) {
      const tail = tailOf(storeId)
      const subscriber: Subscriber = { storeId, visibility, outlet, mode: 'waiting', turn: 0, stands: nowhere, handed: nowhere }
      tail.subscribers.add(subscriber)
      metrics.clients.labels(kindOf(subscriber)).inc()
      return {
        async resume(cursor) {
          const turn = ++subscriber.turn
          if (!cursor) return tell(metrics, subscriber, 'no cursor')
          const reason = await whyReset(log, storeId, cursor, visibility.since)
          if (subscriber.turn !== turn) return
          metrics.resumes.inc({ result: reason ? 'reset' : 'resumed' })
          if (reason) return tell(metrics, subscriber, reason)
          subscriber.stands = cursor
          subscriber.handed = cursor
          await replay(tail, subscriber)
        },
        end: () => leave(tail, subscriber),
      }
    },

    get subscribers() {
      return [...tails.values()].reduce((sum, tail) => sum + tail.subscribers.size, 0)
    },
    stop() {
      stopped = true
      if (pollTimer) clearTimeout(pollTimer)
      stopBeating()
    },
  }
}

function kindOf({ visibility }: Subscriber): string {
  return visibility.kind ?? 'all'
}
