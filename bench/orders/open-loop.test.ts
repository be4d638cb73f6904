import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openLoop } from './open-loop.ts'

test('starts at its rate whatever becomes of earlier ones, and counts what each waited for a free place', async () => {
  let busy = 0
  let most = 0
  const loop = await openLoop(2000, 0.1, (done) => {
    if (busy === 2) return false
    most = Math.max(most, ++busy)
    setTimeout(() => {
      busy--
      done(201)
    }, 5)
    return true
  })
  assert.equal(most, 2)
  assert.ok(loop.achieved < loop.offered, 'two places of 5 ms cannot take 2000 a second')
  assert.ok((loop.latencies.at(-1) ?? 0) > (loop.latencies[0] ?? 0), 'who is due later waits longer behind a queue that grows')
  assert.equal(loop.latencies.length, Math.round(loop.achieved * 0.1))
})
