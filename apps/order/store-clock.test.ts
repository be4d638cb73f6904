import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createStoreClock } from './store-clock.ts'

test('a store has its own date and time of day, also when its clocks are put back', () => {
  const clock = createStoreClock()
  const at = (time: string, zone: string) => clock(Date.parse(time), zone)
  assert.deepEqual(at('2026-11-25T15:30:00Z', 'Asia/Seoul'), { day: '2026-11-26', time: '00:30' })
  assert.deepEqual(at('2026-11-25T14:59:59Z', 'Asia/Seoul'), { day: '2026-11-25', time: '23:59' })
  assert.deepEqual([at('2026-10-25T00:30:00Z', 'Europe/Paris').time, at('2026-10-25T01:30:00Z', 'Europe/Paris').time], ['02:30', '02:30'])
  assert.deepEqual(at('2026-11-25T15:30:10Z', 'UTC'), { day: '2026-11-25', time: '15:30' })
})
