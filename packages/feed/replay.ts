import { closeCodes } from '@jari/contract/feed.ts'
import type { Log } from '@jari/service/log.ts'
import type { EventLog } from './event-log.ts'
import type { FeedMetrics } from './feed-metrics.ts'
import type { Tail } from './follow.ts'
import { hand, reset } from './subscriber.ts'
import type { Subscriber } from './subscriber.ts'
import { pageSize } from './tail.ts'

export type ReplayParts = { readonly log: EventLog; readonly logger: Log; readonly metrics: FeedMetrics; readonly follow: (tail: Tail) => Promise<void> }

/** Tells a subscriber to fetch a snapshot, and counts it. */
export function tell(metrics: FeedMetrics, subscriber: Subscriber, reason: string): void {
  metrics.resets.labels(reason).inc()
  reset(subscriber, reason)
}

/** Waits until a subscriber that lags has been sent what it has; false if it is closed for taking too long. */
async function caughtUp(metrics: FeedMetrics, { outlet }: Subscriber): Promise<boolean> {
  metrics.lags.inc()
  metrics.lagging.inc()
  try {
    const end = await outlet.drained()
    if (end === 'lagging') metrics.lost.inc()
    return end === 'drained'
  } finally {
    metrics.lagging.dec()
  }
}

/** Serves a subscriber from the log, page by page as its socket takes them, until it stands where the tail does. */
export async function replay({ log, logger, metrics, follow }: ReplayParts, tail: Tail, subscriber: Subscriber): Promise<void> {
  const turn = ++subscriber.turn
  const wanted = () => subscriber.turn === turn && !subscriber.outlet.closed
  subscriber.mode = 'replaying'
  try {
    while (wanted()) {
      if (subscriber.outlet.clogged && !(await caughtUp(metrics, subscriber))) return
      if (!wanted()) return
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
      if (!last || events[0]?.offset !== subscriber.handed.offset + 1 || position.epoch !== subscriber.handed.epoch) return tell(metrics, subscriber, 'the log no longer reaches back that far')
      metrics.sent.inc(hand(subscriber, { epoch: position.epoch, offset: last.offset, id: last.id }, events))
    }
  } catch (error) {
    logger.warn({ err: error, storeId: subscriber.storeId }, 'replay failed')
    subscriber.outlet.close(closeCodes.overloaded, 'try again')
  }
}
