import assert from 'node:assert/strict'
import { test } from 'node:test'
import { waitOf } from './wait.ts'

test('the wait begins after the free tries, doubles with each, and ends at five minutes', () => {
  const waits = [4, 5, 6, 7, 13, 14, 40].map((tries) => waitOf({ tries, lastAt: 1000 }, 5, 1000) / 1000)
  assert.deepEqual(waits, [0, 1, 2, 4, 256, 300, 300])
  assert.equal(waitOf({ tries: 6, lastAt: 0 }, 5, 1500), 500)
  assert.equal(waitOf({ tries: 6, lastAt: 0 }, 5, 9000), 0)
})
