import { closeCodes } from '@jari/contract/feed.ts'
import type { Cursor } from '@jari/contract/feed.ts'
import type { Log } from '@jari/service/log.ts'
import { headOf } from './event-log.ts'
import type { EventLog } from './event-log.ts'
import type { FeedMetrics } from './feed-metrics.ts'
import type { Outlet } from './outlet.ts'
import { whyReset } from './resume.ts'
import { hand, nowhere, reset } from './subscriber.ts'
import type { FrameCache, Subscriber, Visibility } from './subscriber.ts'
import { look, pageSize, unchanged } from './tail.ts'

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

/** A store's log as far as this replica has followed it. */
type Tail = { readonly storeId: string; readonly subscribers: Set<Subscriber>; position: Cursor | null; following: Promise<void> | null; again: boolean }

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

  /** Follows a tail to the end of its log; calls that come meanwhile make it look once more. */
  function follow(tail: Tail): Promise<void> {
    tail.again = true
    tail.following ??= (async () => {
      try {
        while (tail.again) {
          tail.again = false
          await step(tail)
        }
        heard()
      } catch (error) {
        unheard(error)
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
        if (subscriber.mode !== 'waiting') tell(subscriber, found.reason)
      }
      return
    }
    tail.position = found.to
    tail.again ||= found.more
    const cache: FrameCache = new Map()
    for (const subscriber of tail.subscribers) {
      if (subscriber.mode !== 'live') continue
      if (subscriber.outlet.clogged) void replay(tail, subscriber)
      else metrics.sent.inc(hand(subscriber, found.to, found.events, false, cache))
    }
  }

  function tell(subscriber: Subscriber, reason: string): void {
    metrics.resets.inc()
    reset(subscriber, reason)
  }

  /** Serves a subscriber from the log, page by page as its socket takes them, until it stands where the tail does. */
  async function replay(tail: Tail, subscriber: Subscriber): Promise<void> {
    const turn = ++subscriber.turn
    const wanted = () => subscriber.turn === turn && !subscriber.outlet.closed
    subscriber.mode = 'replaying'
    try {
      while (wanted()) {
        if (subscriber.outlet.clogged) metrics.lagging.inc()
        if (!(await subscriber.outlet.drained()) || !wanted()) return
        if (tail.position && subscriber.handed.epoch === tail.position.epoch && subscriber.handed.offset >= tail.position.offset) {
          subscriber.mode = 'live'
          hand(subscriber, subscriber.handed, [], true)
          return
        }
        if (!tail.position) {
          await follow(tail)
          if (!tail.position) throw new Error('the database does not answer')
          continue
        }
        const { position } = tail
        const events = await log.events(subscriber.storeId, subscriber.handed.offset + 1, position.offset, pageSize)
        if (!wanted()) return
        const last = events.at(-1)
        if (!last || events[0]?.offset !== subscriber.handed.offset + 1 || position.epoch !== subscriber.handed.epoch) return tell(subscriber, 'the log no longer reaches back that far')
        metrics.sent.inc(hand(subscriber, { epoch: position.epoch, offset: last.offset, id: last.id }, events))
      }
    } catch (error) {
      logger.warn({ err: error, storeId: subscriber.storeId }, 'replay failed')
      subscriber.outlet.close(closeCodes.overloaded, 'try again')
    }
  }

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
    if (!tail) tails.set(storeId, (tail = { storeId, subscribers: new Set(), position: null, following: null, again: false }))
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
    metrics.clients.dec()
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
      metrics.clients.inc()
      return {
        async resume(cursor) {
          const turn = ++subscriber.turn
          if (!cursor) return tell(subscriber, 'no cursor')
          const reason = await whyReset(log, storeId, cursor)
          if (subscriber.turn !== turn) return
          metrics.resumes.inc({ result: reason ? 'reset' : 'resumed' })
          if (reason) return tell(subscriber, reason)
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
