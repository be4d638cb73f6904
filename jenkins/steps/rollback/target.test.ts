import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Release } from '../gitops/releases.ts'
import { goBackTo } from './target.ts'

const releases = ['0001-a', '0002-b', '0004-d'].map((id) => ({ id }) as Release)

test('it goes back to the newest that ran before, still exists and is not held', () => {
  assert.equal(goBackTo(['0003-c', '0002-b', '0001-a'], releases, [], 'dev')?.id, '0002-b')
  assert.equal(goBackTo(['0002-b', '0001-a'], releases, [{ release: '0002-b', reason: 'r', by: 'b', at: 'a' }], 'dev')?.id, '0001-a')
  assert.equal(goBackTo([], releases, [], 'dev'), undefined)
})
