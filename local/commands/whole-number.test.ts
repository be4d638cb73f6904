import assert from 'node:assert/strict'
import { test } from 'node:test'
import { wholeNumber } from './whole-number.ts'

test('a whole number is taken as it is', () => assert.deepEqual([wholeNumber('--edits', '200'), wholeNumber('--kills', '0', 0)], [200, 0]))

for (const text of ['', '0', '-1', '1.5', '1e3', 'many', '99999999999999999999'])
  test(`"${text}" is refused by the flag it was given to`, () => assert.throws(() => wholeNumber('--edits', text), { message: `--edits must be a whole number from 1 on, not "${text}"` }))
