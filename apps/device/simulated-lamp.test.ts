import assert from 'node:assert/strict'
import { test } from 'node:test'
import { closeCodes } from '@jari/contract/feed.ts'
import { waitFor } from './simulated-lamp.ts'

test('after a restart a device comes back within 2 s, at a moment of its own', () => {
  assert.equal(waitFor(closeCodes.restart, 0, () => 0), 0)
  assert.equal(waitFor(closeCodes.restart, 5, () => 0.99), 1980)
})

test('after other failures it waits longer each time, up to 15 s', () => {
  assert.deepEqual([0, 1, 2, 10].map((attempt) => waitFor(1006, attempt, () => 1)), [500, 1000, 2000, 15_000])
})
