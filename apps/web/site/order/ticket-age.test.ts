import assert from 'node:assert/strict'
import { test } from 'node:test'
import { urgencyOf } from './ticket-age.ts'

test('a ticket is slow after 5 minutes and late after 10', () => {
  assert.deepEqual([0, 299_999, 300_000, 599_999, 600_000].map(urgencyOf), ['fresh', 'fresh', 'slow', 'slow', 'late'])
})
