import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatAge, formatMoney } from './format.ts'
import { sayIn } from './translate.ts'

test('won have no minor unit, dollars have cents', () => {
  assert.equal(formatMoney(4500, 'KRW', 'en'), '₩4,500')
  assert.equal(formatMoney(450, 'USD', 'en'), '$4.50')
})

test('an age is seconds, then minutes, and never negative', () => {
  const say = sayIn('en')
  assert.equal(formatAge(-500, say), '0 s')
  assert.equal(formatAge(119_999, say), '119 s')
  assert.equal(formatAge(120_000, say), '2 min')
})
