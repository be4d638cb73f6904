import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EventsFrame } from '@jari/contract/feed.ts'
import type { LoggedEvent } from './event-log.ts'
import type { Outlet } from './outlet.ts'
import { hand } from './subscriber.ts'
import type { FrameCache, Subscriber, Visibility } from './subscriber.ts'

const event = (offset: number, seat: string | null = null): LoggedEvent => ({ storeId: 's', offset, id: `e${offset}`, type: 't', at: 0, seat, json: `{"n":${offset}}` })
const place = (offset: number) => ({ epoch: 'E', offset, id: `e${offset}` })
const all: Visibility = { name: 'all', sees: () => true }
const seat = (name: string): Visibility => ({ name, sees: ({ seat: of }) => of === name })

function listener(visibility: Visibility) {
  const raw: (string | Buffer)[] = []
  const outlet: Outlet = { send: (frame) => raw.push(frame), clogged: false, closed: false, drained: async () => 'drained', close: () => undefined }
  const subscriber: Subscriber = { storeId: 's', visibility, outlet, mode: 'live', turn: 0, stands: place(0), handed: place(0) }
  return { subscriber, raw, frames: () => raw.map((frame) => JSON.parse(String(frame)) as EventsFrame) }
}

test('frames join end to end, over events that the subscriber may not see', () => {
  const { subscriber, frames } = listener(seat('one'))
  hand(subscriber, place(2), [event(1, 'one'), event(2, 'two')])
  hand(subscriber, place(4), [event(3, 'two'), event(4)])
  hand(subscriber, place(5), [event(5, 'one')])
  assert.deepEqual(frames().map(({ prev, offset, events }) => [prev, offset, events.map((one) => one.offset)]), [[0, 2, [1]], [2, 5, [5]]])
})

test('a heartbeat takes the client to where the log was looked through', () => {
  const { subscriber, frames } = listener(seat('one'))
  hand(subscriber, place(3), [event(1), event(2), event(3)])
  hand(subscriber, subscriber.handed, [], true)
  assert.deepEqual(frames().map(({ prev, offset, id, events }) => [prev, offset, id, events]), [[0, 3, 'e3', []]])
})

test('what was handed already is not handed again', () => {
  const { subscriber, frames } = listener(all)
  hand(subscriber, place(3), [event(1), event(2), event(3)])
  hand(subscriber, place(2), [event(1), event(2)])
  hand(subscriber, place(4), [event(2), event(3), event(4)])
  assert.deepEqual(frames().map(({ prev, offset, events }) => [prev, offset, events.map((one) => one.offset)]), [[0, 3, [1, 2, 3]], [3, 4, [4]]])
})

test('subscribers that see the same and stand at the same place get the very same bytes', () => {
  const cache: FrameCache = new Map()
  const listeners = [listener(all), listener(all), listener(seat('one'))]
  for (const { subscriber } of listeners) hand(subscriber, place(1), [event(1, 'one')], false, cache)
  assert.equal(listeners[0]?.raw[0], listeners[1]?.raw[0])
  assert.notEqual(listeners[0]?.raw[0], listeners[2]?.raw[0])
})
