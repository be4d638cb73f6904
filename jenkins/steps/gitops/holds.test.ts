import assert from 'node:assert/strict'
import { test } from 'node:test'
import { holdOn, parseHolds, withHold, withoutHold } from './holds.ts'

const text = `# Releases that must not be promoted.
apiVersion: jari.dev/v1
kind: Holds

holds:
# the till was wrong
- release: 0007-aaaaaaa
  environment: prod # only there
  reason: "wrong till"
  by: dana
  at: 2026-11-21T00:00:00Z
`
const hold = { release: '0008-bbbbbbb', reason: 'slow', by: 'dana', at: '2026-11-21T01:00:00Z' }

test('a hold is added without changing what is there, comments and quotes included', () => {
  const after = withHold(text, hold)
  assert.ok(after.startsWith(text))
  assert.deepEqual(parseHolds(after).at(-1), hold)
})

test('the first hold makes a list of the empty one, and taking it away makes it empty again', () => {
  const empty = 'apiVersion: jari.dev/v1\nkind: Holds\nholds: []\n'
  const held = withHold(empty, hold)
  assert.match(held, /holds:\n- release: 0008-bbbbbbb\n {2}reason: slow\n/)
  assert.equal(withoutHold(held, hold.release), empty)
})

test('holding twice and letting go what is not held change nothing', () => {
  assert.equal(withHold(withHold(text, hold), { ...hold, reason: 'again' }), withHold(text, hold))
  assert.equal(withoutHold(text, '0099-ccccccc'), text)
})

test('a hold for one environment holds there only, one without holds everywhere', () => {
  const holds = parseHolds(withHold(text, hold))
  assert.equal(holdOn(holds, '0007-aaaaaaa', 'staging'), undefined)
  assert.equal(holdOn(holds, '0007-aaaaaaa', 'prod')?.reason, 'wrong till')
  assert.equal(holdOn(holds, '0008-bbbbbbb', 'staging')?.reason, 'slow')
})
