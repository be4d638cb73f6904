import assert from 'node:assert/strict'
import { test } from 'node:test'
import { line, percentile } from './figures.ts'

test('the 95th percentile of twenty is the nineteenth, whatever their order', () => {
  const values = Array.from({ length: 20 }, (_, i) => 20 - i)
  assert.equal(percentile(values, 0.95), 19)
  assert.equal(percentile(values, 0.5), 10)
  assert.equal(percentile([7], 0.95), 7)
})

test('nothing measured has no percentile', () => {
  assert.throws(() => percentile([], 0.5), /no values/)
})

test('a line shows the target beside the number', () => {
  assert.match(line('push to dev Healthy', 63.2, 's', '≤ 120'), /push to dev Healthy +63\.2 s {3}\(target ≤ 120\)$/)
  assert.match(line('commits', 20), /commits +20$/)
})
