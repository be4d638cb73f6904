import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openLoop } from './open-loop.ts'

test('starts at its rate whatever becomes of earlier ones, and counts what each waited for a free place', async ({ mock }) => {
  mock.timers.enable({ apis: ['setInterval', 'setTimeout', 'Date'] })
  let busy = 0
  let most = 0
  const start = (done: (status: number) => void) => {
    if (busy === 2) return false
    most = Math.max(most, ++busy)
    setTimeout(() => {
      busy--
      done(201)
    }, 5)
    return true
  }
  const running = openLoop(2000, 0.1, start, Date.now)
  for (let millisecond = 0; millisecond < 120; millisecond++) mock.timers.tick(1)
  const loop = await running
  assert.equal(most, 2)
  assert.equal(loop.offered, 2000)
  assert.ok(loop.achieved > 300 && loop.achieved <= 400, `two places of 5 ms take 400 a second, not ${loop.achieved}`)
  assert.ok(loop.latencies.every((latency, i) => i < 2 || latency > loop.latencies[i - 2]!), 'who is due later waits longer behind a queue that grows')
  assert.ok(loop.latencies.at(-1)! > 70)
  assert.equal(loop.latencies.length, Math.round(loop.achieved * 0.1))
})
