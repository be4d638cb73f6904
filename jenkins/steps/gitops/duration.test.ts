import assert from 'node:assert/strict'
import { test } from 'node:test'
import { durationText, parseDuration } from './duration.ts'

test('durations are read and said', () => {
  assert.deepEqual(['0s', '90s', '30m', '1h30m', '2d'].map(parseDuration), [0, 90_000, 1_800_000, 5_400_000, 172_800_000])
  assert.throws(() => parseDuration('soon'), /"soon" is no duration/)
  assert.deepEqual([0, 59_600, 5_400_000, 93_784_000].map(durationText), ['0 s', '1 min', '1 h 30 min', '1 d 2 h'])
})
