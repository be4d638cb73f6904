import { serverFrameSchema } from '@jari/contract/feed.ts'
import type { Cursor } from '@jari/contract/feed.ts'
import { reactTo } from './backoff.ts'
import type { ClientSocket, FeedClient, FeedClientOptions, FeedStatus } from './feed-client.ts'

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
  const established = new WeakSet<ClientSocket>()

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
      established.add(opened)
      if (!current()) opened.close(1000)
      else opened.send(JSON.stringify({ type: 'hello', token, ...(cursor ? { cursor } : {}) }))
    })
    opened.addEventListener('message', ({ data }) => {
      established.add(opened)
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
    // Whoever was told of the state may have stopped it.
    if (stopped()) return
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

  /** Browsers complain on the console about a socket that is closed while it is being opened: such a one is closed when it opens. */
  function shut(which: ClientSocket): void {
    if (established.has(which)) which.close(1000)
  }

  /** Gives a socket up and connects anew. Its own close may take long to come, or never do. */
  function drop(which: ClientSocket): void {
    if (socket !== which || stopped()) return
    shut(which)
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
    if (socket) shut(socket)
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
