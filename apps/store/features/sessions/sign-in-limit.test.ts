import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Problem } from '@jari/service/problem.ts'
import { createSignInLimit } from './sign-in-limit.ts'

const waits = (check: () => void): number => {
  try {
    check()
    return 0
  } catch (error) {
    assert.ok(error instanceof Problem)
    assert.equal(error.status, 429)
    return Number(error.headers['Retry-After'])
  }
}

test('after five failures each further one doubles the wait, up to five minutes', () => {
  let now = 0
  const limit = createSignInLimit(() => now)
  const seen: number[] = []
  for (let i = 0; i < 16; i++) {
    const wait = waits(() => limit.check(['account:a']))
    seen.push(wait)
    now += wait * 1000
    limit.failed(['account:a'])
  }
  assert.deepEqual(seen, [0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300])
})

test('others are not slowed down, success and a quiet quarter of an hour forgive', () => {
  let now = 0
  const limit = createSignInLimit(() => now)
  for (let i = 0; i < 9; i++) limit.failed(['account:a', 'account:b'])
  assert.equal(waits(() => limit.check(['account:c'])), 0)
  assert.ok(waits(() => limit.check(['account:c', 'account:b'])) > 0)
  limit.succeeded(['account:a'])
  assert.equal(waits(() => limit.check(['account:a'])), 0)
  now += 16 * 60_000
  assert.equal(waits(() => limit.check(['account:b'])), 0)
  limit.failed(['account:b'])
  assert.equal(waits(() => limit.check(['account:b'])), 0)
})

test('an address, behind which a whole shop may sit, has more tries', () => {
  const limit = createSignInLimit(() => 0)
  for (let i = 0; i < 29; i++) limit.failed(['address:shop'])
  assert.equal(waits(() => limit.check(['address:shop'])), 0)
  limit.failed(['address:shop'])
  assert.equal(waits(() => limit.check(['address:shop'])), 1)
})
