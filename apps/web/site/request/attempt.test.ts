import assert from 'node:assert/strict'
import { test } from 'node:test'
import { attemptFor, randomKey } from './attempt.ts'

test('the same content is tried again under the same key', () => {
  const first = attemptFor({ a: 1 }, undefined, () => 'k1')
  assert.equal(attemptFor({ a: 1 }, first, () => 'k2').key, 'k1')
})

test('other content gets a key of its own', () => {
  const first = attemptFor({ a: 1 }, undefined, () => 'k1')
  assert.equal(attemptFor({ a: 2 }, first, () => 'k2').key, 'k2')
})

test('keys are 32 hexadecimal digits and differ', () => {
  assert.match(randomKey(), /^[0-9a-f]{32}$/)
  assert.notEqual(randomKey(), randomKey())
})
