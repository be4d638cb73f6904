import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from './id.ts'

test('ids are 26 letters and digits that sort by time, whatever the time', () => {
  const times = [0, 1, 31, 32, 2 ** 25 - 1, 2 ** 25, Date.UTC(2026, 10, 25), Date.UTC(2026, 10, 25) + 1, Date.UTC(9999, 0)]
  const ids = times.map((time) => newId(time))
  for (const id of ids) assert.match(id, /^[0-9a-hjkmnp-tv-z]{26}$/)
  assert.deepEqual(ids.toSorted(), ids)
})

test('every place of the random part takes every digit', () => {
  const ids = Array.from({ length: 2000 }, () => newId(0))
  assert.equal(new Set(ids).size, 2000)
  for (let place = 10; place < 26; place++) assert.equal(new Set(ids.map((id) => id[place])).size, 32)
})
