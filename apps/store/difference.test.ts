import assert from 'node:assert/strict'
import { test } from 'node:test'
import { difference } from './difference.ts'

test('only what differs is told, however deep', () => {
  assert.deepEqual(difference({ a: 1, b: { c: [1] }, d: 'x' }, { a: 1, b: { c: [2] }, d: 'x' }), { b: { from: { c: [1] }, to: { c: [2] } } })
  assert.deepEqual(difference({ a: 1 }, { a: 1 }), {})
})
