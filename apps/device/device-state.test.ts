import assert from 'node:assert/strict'
import { test } from 'node:test'
import { commanded, commandPatienceMs, connected, differs, disconnected, reported, timedOut, type DeviceCondition } from './device-state.ts'

const off: DeviceCondition = { desired: { power: 'off' }, reported: { power: 'off' }, version: 3, pending: false, deadline: null, fault: null, session: 'c1', seenAt: 0 }
const on = { power: 'on' } as const

test('a command is pending and not yet done', () => {
  const after = commanded(off, on, 1_000)
  assert.equal(after.pending, true)
  assert.equal(after.version, 4)
  assert.deepEqual(after.reported, { power: 'off' })
})

test('the report of the command’s version settles it', () => {
  const after = reported(commanded(off, on, 0), { reported: on, version: 4 }, 10)
  assert.deepEqual([after.pending, after.fault, after.reported, after.deadline], [false, null, on, null])
})

test('the report of an older command does not settle the newer one', () => {
  const after = reported(commanded(commanded(off, on, 0), { power: 'off' }, 1), { reported: on, version: 4 }, 10)
  assert.deepEqual([after.pending, after.reported], [true, on])
})

test('a device that reports something else has refused', () => {
  assert.equal(reported(commanded(off, on, 0), { reported: { power: 'off' }, version: 4 }, 10).fault, 'refused')
})

test('a hand on the switch changes what is desired, but not while a command is open', () => {
  assert.deepEqual(reported(off, { reported: on }, 10).desired, on)
  assert.deepEqual(reported(commanded(off, on, 0), { reported: { power: 'off' } }, 10).desired, on)
})

test('a command fails when its time is over, not before and not twice', () => {
  const open = commanded(off, on, 1_000)
  assert.equal(timedOut(open, 1_000 + commandPatienceMs - 1), null)
  const failed = timedOut(open, 1_000 + commandPatienceMs)
  assert.deepEqual([failed?.pending, failed?.fault], [false, 'no-answer'])
  assert.equal(failed && timedOut(failed, 99_999), null)
})

test('what was desired while the device was away is still to be sent when it connects', () => {
  const failed = timedOut(commanded({ ...off, session: null }, on, 0), commandPatienceMs)
  assert.ok(failed)
  const back = connected(failed, 'c2', { power: 'off' }, 60_000)
  assert.equal(differs(back), true)
  assert.equal(reported(back, { reported: on, version: 4 }, 60_010).fault, null)
})

test('the end of an old connection does not take the new one away', () => {
  assert.equal(disconnected({ ...off, session: 'c2' }, 'c1'), null)
  assert.equal(disconnected(off, 'c1')?.session, null)
})

test('a device that never reported has to be told', () => {
  assert.equal(differs({ ...off, reported: null }), true)
  assert.equal(differs(off), false)
})
