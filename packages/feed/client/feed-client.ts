import type { Cursor, FeedEvent, Snapshot } from '@jari/contract/feed.ts'

/** What a person should be told about the feed. `stale`: nothing was heard for so long that the screen may be wrong. */
export type FeedStatus = {
  readonly connection: 'connecting' | 'live' | 'stale' | 'stopped'
  /** When the server was last heard, in milliseconds since 1970; null before the first time. */
  readonly heardAt: number | null
  /** Why it stopped for good, else null. */
  readonly reason: string | null
}

/** The part of a WebSocket that the client uses; the browser's and Node's own fit. */
export type ClientSocket = {
  send(text: string): void
  close(code?: number, reason?: string): void
  addEventListener(type: 'open' | 'error', listener: () => void): void
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void
  addEventListener(type: 'close', listener: (event: { code: number }) => void): void
}

export type FeedClientOptions<State> = {
  /** Opens the feed's WebSocket, for example `() => new WebSocket(url)`. */
  readonly connect: () => ClientSocket
  /** The access token; `renew` when the last one was refused or has expired. */
  readonly token: (renew: boolean) => Promise<string> | string
  /** GET …/feed/snapshot with that token. */
  readonly snapshot: (token: string) => Promise<Snapshot<State>>
  /** The state after an event. Must not change what it gets. */
  readonly reduce: (state: State, event: FeedEvent) => State
  readonly onState?: (state: State, cursor: Cursor) => void
  readonly onStatus?: (status: FeedStatus) => void
  /** Faults on the way that the client deals with itself; for logs. */
  readonly onError?: (error: Error) => void
  /** Where an earlier client stopped, to go on from there. */
  readonly start?: Snapshot<State>
  readonly random?: () => number
  /** After this long without a frame the feed counts as stale and is connected anew, in milliseconds. Heartbeats come every 10 s. */
  readonly staleAfterMs?: number
}

export type FeedClient<State> = {
  readonly state: State | null
  readonly cursor: Cursor | null
  readonly status: FeedStatus
  /** Ends it for good. */
  stop(): void
}
