import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Cause } from './cause.ts'
import { readable } from './explain.ts'
import { firstRipe } from './wait.ts'

const cause = (key: string, patience: number): Cause => ({ key, text: key, patience })

test('a cause counts when it has lasted longer than its patience, and its time begins anew when it went away', () => {
  const since = new Map<string, number>()
  assert.equal(firstRipe([cause('a', 10)], since, 0), undefined)
  assert.equal(firstRipe([cause('a', 10)], since, 9), undefined)
  assert.equal(firstRipe([], since, 10), undefined)
  assert.equal(firstRipe([cause('a', 10)], since, 11), undefined)
  assert.equal(firstRipe([cause('a', 10)], since, 21)?.key, 'a')
})

test('of several that count, the root cause comes first', () => {
  assert.equal(firstRipe([cause('pod', 0), cause('deployment', 0)], new Map(), 0)?.key, 'pod')
})

test('a JSON log line is read as its message and error', () => {
  assert.equal(readable('{"level":50,"msg":"cannot start","err":{"message":"no database"}}'), 'cannot start: no database')
  assert.equal(readable('{broken'), '{broken')
})
