import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reactTo } from './backoff.ts'

const after = (code: number, attempt: number, random = 1) => {
  const reaction = reactTo(code, attempt, random)
  return 'giveUp' in reaction ? reaction.giveUp : reaction.retryAfter
}

test('after a restart everybody comes back within 2 s, otherwise ever later up to 15 s', () => {
  assert.equal(after(1012, 0), 2000)
  assert.equal(after(1012, 0, 0.25), 500)
  assert.deepEqual([0, 1, 2, 3, 4, 5, 60].map((attempt) => after(1006, attempt)), [500, 1000, 2000, 4000, 8000, 15_000, 15_000])
})

test('who may not, or asks for what is not there, stops; who has an old token renews it', () => {
  assert.equal(after(4403, 0), 'forbidden')
  assert.equal(after(4404, 0), 'not found')
  assert.deepEqual(reactTo(4401, 0, 0), { retryAfter: 0, renewToken: true })
})
