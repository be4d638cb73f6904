import assert from 'node:assert/strict'
import { test } from 'node:test'
import { linkOf } from './link.ts'

test('a feed that is heard is live, with the age of the last frame', () => {
  assert.deepEqual(linkOf({ connected: true, lastFrameAt: 5_000, since: 0 }, 9_000), { state: 'live', ageMs: 4_000 })
})

test('a connection that says nothing for longer than a heartbeat is stale', () => {
  assert.equal(linkOf({ connected: true, lastFrameAt: 0, since: 0 }, 15_001).state, 'stale')
})

test('a lost connection is loud after a moment', () => {
  assert.equal(linkOf({ connected: false, lastFrameAt: 1_000, since: 0 }, 3_000).state, 'connecting')
  assert.equal(linkOf({ connected: false, lastFrameAt: 1_000, since: 0 }, 4_001).state, 'lost')
})

test('a page that never connected does not claim to be live', () => {
  assert.equal(linkOf({ connected: true, lastFrameAt: undefined, since: 0 }, 1_000).state, 'connecting')
  assert.equal(linkOf({ connected: false, lastFrameAt: undefined, since: 0 }, 10_000).state, 'lost')
})
