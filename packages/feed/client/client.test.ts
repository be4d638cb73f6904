import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import type { TestContext } from 'node:test'
import type { FeedEvent, Snapshot } from '@jari/contract/feed.ts'
import { createFeedClient } from './client.ts'
import type { ClientSocket, FeedClientOptions } from './feed-client.ts'

/** A socket whose other end is the test. */
class Line implements ClientSocket {
  readonly sent: { type: string; token?: string; cursor?: { offset: number } }[] = []
  closed = false
  readonly #listeners = new Map<string, ((event: never) => void)[]>()
  send(text: string): void {
    this.sent.push(JSON.parse(text))
  }
  close(): void {
    this.closed = true
  }
  addEventListener(type: string, listener: (event: never) => void): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener])
  }
  happens(type: string, event: unknown = {}): void {
    for (const listener of this.#listeners.get(type) ?? []) listener(event as never)
  }
  says(frame: unknown): void {
    this.happens('message', { data: JSON.stringify(frame) })
  }
}

const settle = async () => {
  for (let i = 0; i < 10; i++) await Promise.resolve()
}
const event = (n: number): FeedEvent => ({ offset: n, id: `e${n}`, type: 'counted', at: '2026-11-21T00:00:00.000Z', data: n })
const frame = (prev: number, offset: number, ...events: FeedEvent[]) => ({ type: 'events', epoch: 'E', prev, offset, id: offset ? `e${offset}` : '', events })

function setUp(t: TestContext, more: Partial<FeedClientOptions<number[]>> = {}) {
  mock.timers.enable({ apis: ['setTimeout', 'Date'] })
  t.after(() => mock.timers.reset())
  const lines: Line[] = []
  const tokens: boolean[] = []
  let snapshot: Snapshot<number[]> = { epoch: 'E', offset: 0, id: '', state: [] }
  const client = createFeedClient<number[]>({
    connect: () => {
      const line = new Line()
      lines.push(line)
      return line
    },
    token: (renew) => (tokens.push(renew), `token-${tokens.length}`),
    snapshot: async () => snapshot,
    reduce: (state, one) => [...state, one.data as number],
    random: () => 0,
    ...more,
  })
  t.after(() => client.stop())
  const latest = async () => {
    await settle()
    mock.timers.tick(1)
    await settle()
    return lines.at(-1) as Line
  }
  return { client, lines, tokens, latest, setSnapshot: (next: Snapshot<number[]>) => (snapshot = next) }
}

test('begins with a snapshot, says hello with its cursor, applies events and stands where the frame ends', async (t) => {
  const { client, latest, setSnapshot } = setUp(t)
  setSnapshot({ epoch: 'E', offset: 2, id: 'e2', state: [1, 2] })
  const line = await latest()
  line.happens('open')
  assert.deepEqual(line.sent, [{ type: 'hello', token: 'token-1', cursor: { epoch: 'E', offset: 2, id: 'e2' } }])
  line.says(frame(2, 5, event(4)))
  assert.deepEqual(client.state, [1, 2, 4])
  assert.deepEqual(client.cursor, { epoch: 'E', offset: 5, id: 'e5' })
  assert.equal(client.status.connection, 'live')
})

test('a frame that does not continue where it stands is not applied: it connects anew from its own cursor', async (t) => {
  const { client, latest, lines } = setUp(t)
  const line = await latest()
  line.says(frame(0, 1, event(1)))
  line.says(frame(2, 3, event(3)))
  assert.deepEqual(client.state, [1])
  assert.ok(line.closed)
  const second = await latest()
  second.happens('open')
  assert.equal(second.sent[0]?.cursor?.offset, 1)
  second.says(frame(1, 3, event(2), event(3)))
  assert.deepEqual(client.state, [1, 2, 3])
  line.says(frame(3, 4, event(4)))
  assert.deepEqual(client.state, [1, 2, 3], 'a line that was given up is not heard any more')
  assert.equal(lines.length, 2)
})

test('after a reset it takes a snapshot and resumes on the same line', async (t) => {
  const { client, latest, lines, setSnapshot } = setUp(t)
  const line = await latest()
  line.says(frame(0, 1, event(1)))
  setSnapshot({ epoch: 'F', offset: 7, id: 'f7', state: [70] })
  line.says({ type: 'reset', reason: 'new life' })
  await settle()
  assert.deepEqual(line.sent.at(-1), { type: 'resume', cursor: { epoch: 'F', offset: 7, id: 'f7' } })
  assert.deepEqual(client.state, [70])
  assert.equal(lines.length, 1)
})

test('an expired token is renewed, a refusal for good stops it', async (t) => {
  const { client, latest, tokens } = setUp(t)
  ;(await latest()).happens('close', { code: 4401 })
  const second = await latest()
  assert.deepEqual(tokens, [false, true])
  second.happens('close', { code: 4403 })
  assert.deepEqual([client.status.connection, client.status.reason], ['stopped', 'forbidden'])
})

test('silence makes it stale and connect anew, however often connecting fails, until it is heard again', async (t) => {
  const { client, latest, lines } = setUp(t, { staleAfterMs: 25_000 })
  const line = await latest()
  line.says(frame(0, 0))
  assert.equal(client.status.connection, 'live')
  mock.timers.tick(25_000)
  assert.equal(client.status.connection, 'stale')
  assert.ok(line.closed)
  for (let i = 0; i < 3; i++) (await latest()).happens('close', { code: 1006 })
  assert.equal(client.status.connection, 'stale')
  const last = await latest()
  last.says(frame(0, 1, event(1)))
  assert.equal(client.status.connection, 'live')
  assert.equal(lines.length, 5)
})

test('what it cannot understand makes it begin again from a snapshot, and is reported', async (t) => {
  const faults: string[] = []
  const { client, latest, setSnapshot } = setUp(t, { onError: (error) => faults.push(error.message) })
  const line = await latest()
  line.happens('message', { data: 'nonsense' })
  setSnapshot({ epoch: 'E', offset: 3, id: 'e3', state: [3] })
  const second = await latest()
  second.happens('open')
  assert.equal(second.sent[0]?.cursor?.offset, 3)
  assert.deepEqual(client.state, [3])
  assert.equal(faults.length, 1)
})

test('goes on from where an earlier client stopped without a snapshot', async (t) => {
  const { client, latest } = setUp(t, { start: { epoch: 'E', offset: 9, id: 'e9', state: [9] }, snapshot: () => Promise.reject(new Error('not wanted')) })
  const line = await latest()
  line.happens('open')
  assert.equal(line.sent[0]?.cursor?.offset, 9)
  line.says(frame(9, 10, event(10)))
  assert.deepEqual(client.state, [9, 10])
})

test('a socket that is given up while it is being opened is closed when it opens, and says nothing', async (t) => {
  const { client, latest } = setUp(t)
  const line = await latest()
  client.stop()
  assert.equal(line.closed, false)
  line.happens('open')
  assert.equal(line.closed, true)
  assert.deepEqual(line.sent, [])
})
