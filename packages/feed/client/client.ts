import { serverFrameSchema } from '@jari/contract/feed.ts'
import type { Cursor, FeedEvent, Snapshot } from '@jari/contract/feed.ts'
import { reactTo } from './backoff.ts'

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

/**
 * Follows a feed: snapshot, then events, each applied exactly once and in order, through restarts of servers and networks.
 * Runs in browsers and in Node.
 */
export function createFeedClient<State>(options: FeedClientOptions<State>): FeedClient<State> {
  const { random = Math.random, staleAfterMs = 25_000 } = options
  let state: State | null = options.start?.state ?? null
  let cursor: Cursor | null = options.start ? { epoch: options.start.epoch, offset: options.start.offset, id: options.start.id } : null
  let status: FeedStatus = { connection: 'connecting', heardAt: null, reason: null }
  let socket: ClientSocket | null = null
  let attempt = 0
  let renew = false
  let token = ''
  let silence: ReturnType<typeof setTimeout> | undefined
  let pause: ReturnType<typeof setTimeout> | undefined

  const stopped = () => status.connection === 'stopped'

  function say(change: Partial<FeedStatus>): void {
    status = { ...status, ...change }
    options.onStatus?.(status)
  }

  function apply(next: State, at: Cursor): void {
    state = next
    cursor = at
    options.onState?.(next, at)
  }

  async function takeSnapshot(): Promise<void> {
    const { epoch, offset, id, state: fresh } = await options.snapshot(token)
    if (!stopped()) apply(fresh, { epoch, offset, id })
  }

  async function open(): Promise<void> {
    try {
      token = await options.token(renew)
      renew = false
      if (!cursor) await takeSnapshot()
    } catch (error) {
      options.onError?.(error as Error)
      renew = (error as { status?: number }).status === 401
      return again(0)
    }
    if (stopped()) return
    listen(options.connect())
  }

  function listen(opened: ClientSocket): void {
    socket = opened
    const current = () => socket === opened && !stopped()
    opened.addEventListener('open', () => {
      if (current()) opened.send(JSON.stringify({ type: 'hello', token, ...(cursor ? { cursor } : {}) }))
    })
    opened.addEventListener('message', ({ data }) => {
      if (current()) receive(opened, String(data))
    })
    opened.addEventListener('error', () => undefined)
    opened.addEventListener('close', ({ code }) => {
      if (current()) lost(code)
    })
  }

  function receive(from: ClientSocket, text: string): void {
    try {
      const frame = serverFrameSchema.parse(JSON.parse(text))
      if (frame.type === 'reset') return void start(from)
      const { epoch, prev, offset, id, events } = frame
      if (!cursor || state === null || epoch !== cursor.epoch || prev !== cursor.offset) return drop(from)
      const at = { epoch, offset, id }
      if (events.length) apply(events.reduce(options.reduce, state), at)
      else cursor = at
    } catch (error) {
      // What cannot be understood cannot be continued from either: the next connection begins with a snapshot.
      options.onError?.(error as Error)
      cursor = null
      return drop(from)
    }
    attempt = 0
    listenForSilence()
    say({ connection: 'live', heardAt: Date.now() })
  }

  /** The log cannot go on from where we stand: begin from a new snapshot, on the same socket. */
  async function start(on: ClientSocket): Promise<void> {
    try {
      await takeSnapshot()
    } catch (error) {
      options.onError?.(error as Error)
      return drop(on)
    }
    if (socket === on && cursor) on.send(JSON.stringify({ type: 'resume', cursor }))
  }

  /** Gives a socket up and connects anew. Its own close may take long to come, or never do. */
  function drop(which: ClientSocket): void {
    if (socket !== which || stopped()) return
    which.close()
    lost(0)
  }

  function lost(code: number): void {
    socket = null
    again(code)
  }

  function again(code: number): void {
    if (stopped()) return
    const reaction = reactTo(code, attempt++, random())
    if ('giveUp' in reaction) return end(reaction.giveUp)
    renew ||= reaction.renewToken
    if (status.connection === 'live') say({ connection: 'connecting' })
    pause = setTimeout(() => void open(), reaction.retryAfter)
  }

  /** A dead network says nothing: silence is how it is noticed. */
  function listenForSilence(): void {
    clearTimeout(silence)
    silence = setTimeout(() => {
      say({ connection: 'stale' })
      listenForSilence()
      if (socket) drop(socket)
    }, staleAfterMs)
  }

  function end(reason: string | null): void {
    clearTimeout(silence)
    clearTimeout(pause)
    say({ connection: 'stopped', reason })
    socket?.close(1000)
    socket = null
  }

  listenForSilence()
  void open()

  return {
    get state() {
      return state
    },
    get cursor() {
      return cursor
    },
    get status() {
      return status
    },
    stop: () => end(null),
  }
}
