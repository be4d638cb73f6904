import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import { startHousekeeping } from './housekeeping.ts'
import { silentLog } from './log.ts'

test('runs again and again, also after a failure, and not after it was stopped', async (t) => {
  mock.timers.enable({ apis: ['setTimeout'] })
  t.after(() => mock.timers.reset())
  let runs = 0
  const housekeeping = startHousekeeping({ name: 'test', intervalMs: 1000, log: silentLog(), random: () => 0.5, work: async () => { if (++runs === 2) throw new Error('once') } })
  for (let i = 1; i <= 4; i++) {
    mock.timers.tick(1000)
    await new Promise(setImmediate)
    assert.equal(runs, i)
  }
  await housekeeping.stop()
  mock.timers.tick(10_000)
  assert.equal(runs, 4)
})
