import assert from 'node:assert/strict'
import { test } from 'node:test'
import { framesOf, timeoutFrame, type Frame } from './frame.ts'

test('a time limit is over its time after it was entered, minutes unless told otherwise', () => {
  assert.deepEqual(timeoutFrame({ time: 2 }, 1000), { type: 'timeout', deadline: 121_000, text: '2 minutes' })
  assert.deepEqual(timeoutFrame({ time: 3, unit: 'SECONDS' }, 0), { type: 'timeout', deadline: 3000, text: '3 seconds' })
})

test('a setting of a time limit that is not understood is named', () => {
  assert.throws(() => timeoutFrame({ time: 1, unit: 'FORTNIGHTS' }, 0), /MILLISECONDS, SECONDS/)
  assert.throws(() => timeoutFrame({ time: 1, activity: true }, 0), /"activity"/)
})

test('the frames of one type keep their order', () => {
  const frames: Frame[] = [{ type: 'stage', name: 'a' }, { type: 'node', label: '' }, { type: 'stage', name: 'b' }]
  assert.deepEqual(framesOf(frames, 'stage').map(({ name }) => name), ['a', 'b'])
})
