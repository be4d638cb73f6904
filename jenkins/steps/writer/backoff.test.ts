import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pause } from './backoff.ts'

test('the pause is anything up to a limit that doubles until its longest', () => {
  const limits = { attempts: 60, first: 50, longest: 2_000 }
  assert.deepEqual([1, 2, 3, 10, 1_000].map((attempt) => pause(attempt, limits, () => 1)), [100, 200, 400, 2_000, 2_000])
  assert.equal(pause(5, limits, () => 0), 0)
})
