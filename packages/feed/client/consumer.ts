import type { Cursor, FeedEvent } from '@jari/contract/feed.ts'
import { createFeedClient } from './client.ts'
import type { FeedClient, FeedClientOptions } from './feed-client.ts'

export type FeedConsumerOptions<State> = Pick<FeedClientOptions<State>, 'connect' | 'token' | 'snapshot' | 'onStatus' | 'onError' | 'random' | 'staleAfterMs'> & {
  /** The cursor that was stored last; null if there is none yet. */
  readonly load: () => Promise<Cursor | null>
  /** Carries out events, in their order. Whoever stores `cursor` in the transaction of what it does carries each out exactly once. */
  readonly onEvents: (events: readonly FeedEvent[], cursor: Cursor) => Promise<void>
  /** The log does not go on from the stored cursor, or nothing is stored: begin from this state, and store `cursor` with it. */
  readonly onSnapshot: (state: State, cursor: Cursor) => Promise<void>
}

/** A service that follows another service's feed. */
export type FeedConsumer = {
  /** Up to where everything has been carried out. */
  readonly cursor: Cursor | null
  /** Waits for what is being carried out. */
  stop(): Promise<void>
}

/** What the client below holds as its state: the snapshot that it began from, if any. */
type Begun<State> = { readonly state: State | null }

/** More events that wait to be carried out than this, and the feed is left until they are: it keeps them better than memory does. */
const mostWaiting = 1000
const longestPause = 15_000

/**
 * Follows a feed with a cursor that its user stores: after a restart, a fault of the user or of the network it goes on from
 * there. One batch of events after the other; what throws is tried again from the stored cursor, after a while.
 */
export function createFeedConsumer<State>(options: FeedConsumerOptions<State>): FeedConsumer {
  const { random = Math.random } = options
  let cursor: Cursor | null = null
  let client: FeedClient<Begun<State>> | null = null
  let stopped = false
  let failures = 0
  let wake: () => void = () => undefined

  /** Follows from the stored cursor until something fails or too much waits. */
  async function follow(): Promise<void> {
    const stored = await options.load()
    cursor = stored
    const queue: (() => Promise<void>)[] = []
    let waiting = 0
    let gathered: FeedEvent[] = []
    let ended = false
    const take = ({ state }: Begun<State>, at: Cursor) => {
      const events = gathered
      gathered = []
      waiting += events.length
      queue.push(async () => {
        if (events.length > 0) await options.onEvents(events, at)
        else await options.onSnapshot(state as State, at)
        waiting -= events.length
        cursor = at
        failures = 0
      })
      if (waiting > mostWaiting) client?.stop()
      wake()
    }
    const following = createFeedClient<Begun<State>>({
      ...options,
      snapshot: async (token) => {
        const { state, ...at } = await options.snapshot(token)
        return { ...at, state: { state } }
      },
      reduce: (state, event) => {
        gathered.push(event)
        return state
      },
      onState: take,
      onStatus: (status) => {
        options.onStatus?.(status)
        ended ||= status.connection === 'stopped'
        wake()
      },
      ...(stored ? { start: { ...stored, state: { state: null } } } : {}),
    })
    client = following
    try {
      while (!stopped && (queue.length > 0 || !ended)) {
        const next = queue.shift()
        if (next) await next()
        else await new Promise<void>((resolve) => (wake = resolve))
      }
    } finally {
      following.stop()
    }
  }

  async function work(): Promise<void> {
    while (!stopped) {
      try {
        await follow()
      } catch (error) {
        options.onError?.(error as Error)
        failures++
      }
      if (!stopped) await new Promise<void>((resolve) => {
        wake = resolve
        setTimeout(resolve, random() * Math.min(longestPause, 500 * 2 ** Math.min(failures, 10)))
      })
    }
  }

  const working = work()
  return {
    get cursor() {
      return cursor
    },
    async stop() {
      stopped = true
      client?.stop()
      wake()
      await working
    },
  }
}
