import { WebSocket } from 'ws'
import type { Cursor, EventsFrame, ServerFrame } from '@jari/contract/feed.ts'
import { serverFrameSchema } from '@jari/contract/feed.ts'

/** A client that keeps every frame as it came; for tests of the protocol itself. */
export type RawClient = {
  readonly socket: WebSocket
  readonly frames: ServerFrame[]
  /** Numbers of all events so far, in the order they came. */
  numbers(): number[]
  send(frame: unknown): void
  /** Resolves with the first result of `look` at the frames that is neither null, undefined nor false. */
  until<Result>(look: (client: RawClient) => Result): Promise<NonNullable<Result>>
  readonly closed: Promise<number>
}

/** How long a test waits for what must come, in milliseconds. */
const patience = 60_000

export function connectRaw(port: number, storeId: string, hello: { token: string; cursor?: Cursor } | null): RawClient {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/feed/stores/${storeId}/feed`, { perMessageDeflate: false })
  const frames: ServerFrame[] = []
  const looks = new Set<() => void>()
  socket.on('message', (data) => {
    frames.push(serverFrameSchema.parse(JSON.parse(data.toString())))
    for (const look of looks) look()
  })
  socket.on('open', () => hello && socket.send(JSON.stringify({ type: 'hello', ...hello })))
  socket.on('error', () => undefined)
  const client: RawClient = {
    socket,
    frames,
    numbers: () => eventFrames(frames).flatMap((frame) => frame.events.map((event) => (event.data as { n: number }).n)),
    send: (frame) => socket.send(JSON.stringify(frame)),
    until: (look) =>
      new Promise((resolve, reject) => {
        const late = setTimeout(() => {
          looks.delete(check)
          reject(new Error(`did not come; frames so far: ${JSON.stringify(frames).slice(0, 2000)}`))
        }, patience)
        const check = () => {
          const result = look(client)
          if (result === null || result === undefined || result === false) return
          clearTimeout(late)
          looks.delete(check)
          resolve(result as NonNullable<typeof result>)
        }
        looks.add(check)
        check()
      }),
    closed: new Promise((resolve) => socket.on('close', resolve)),
  }
  return client
}

/** The frames with events and heartbeats, without resets. */
export function eventFrames(frames: readonly ServerFrame[]): EventsFrame[] {
  return frames.filter((frame) => frame.type === 'events')
}

/** Throws unless every frame continues exactly where the one before it ended. */
export function assertContinuous(frames: readonly ServerFrame[], from: number): void {
  let at = from
  for (const frame of eventFrames(frames)) {
    if (frame.prev !== at) throw new Error(`a frame says prev ${frame.prev} to a client that stands at ${at}`)
    at = frame.offset
  }
}
