import type { FeedEvent, Snapshot } from '@jari/contract/feed.ts'
import { createFeedClient } from '@jari/feed/client/client.ts'
import { signal, type ReadonlySignal } from '@preact/signals'
import { ask } from '../request/request.ts'
import type { Heard } from './link.ts'

export type LiveOptions<Sent, State> = {
  /** Path of the feed, for example /order/stores/halfmoon/feed. */
  readonly path: string
  readonly token: (renew: boolean) => Promise<string> | string
  /** The page's state of a snapshot. */
  readonly read: (sent: Sent) => State
  readonly reduce: (state: State, event: FeedEvent) => State
  /** Told of each event after it was applied. */
  readonly onEvent?: (event: FeedEvent) => void
}

/** State that follows a feed, and how well the feed is heard. */
export type Live<State> = {
  /** Null before the first snapshot. */
  readonly state: ReadonlySignal<State | null>
  readonly heard: ReadonlySignal<Heard>
  stop(): void
}

/** Follows a feed of one of the services behind this page's own address. */
export function createLive<Sent, State>(options: LiveOptions<Sent, State>): Live<State> {
  const state = signal<State | null>(null)
  const since = Date.now()
  const heard = signal<Heard>({ connected: false, lastFrameAt: undefined, since })
  const url = new URL(options.path, location.href.replace(/^http/, 'ws'))
  const client = createFeedClient<State>({
    connect: () => new WebSocket(url),
    token: options.token,
    snapshot: async (token) => {
      const snapshot = await ask<Snapshot<Sent>>(`${options.path}/snapshot`, { token })
      return { ...snapshot, state: options.read(snapshot.state) }
    },
    reduce: (before, event) => {
      if (options.onEvent) queueMicrotask(() => options.onEvent?.(event))
      return options.reduce(before, event)
    },
    onState: (next) => (state.value = next),
    onStatus: ({ connection, heardAt }) => (heard.value = { connected: connection === 'live', lastFrameAt: heardAt ?? undefined, since }),
  })
  return { state, heard, stop: () => client.stop() }
}
