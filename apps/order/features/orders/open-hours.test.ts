import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Hours } from '@jari/contract/store.ts'
import { checkOpen, isOpen } from './open-hours.ts'

const closed: Hours = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] }
/** The 23rd of November 2026 is a Monday. */
const at = (day: number, time: string) => ({ day: `2026-11-${day}`, time })

test('a store is open from the first minute of a span to before its last, on that day of the week', () => {
  const hours = { ...closed, mon: [{ from: '10:00', to: '15:00' }, { from: '17:00', to: '21:00' }] }
  const open = (time: string) => isOpen(hours, at(23, time))
  assert.deepEqual(['09:59', '10:00', '14:59', '15:00', '16:59', '17:00', '20:59', '21:00'].map(open), [false, true, true, false, false, true, true, false])
  assert.ok(!isOpen(hours, at(22, '12:00')) && !isOpen(hours, at(24, '12:00')) && isOpen(hours, at(30, '12:00')))
})

test('a span that ends on the next day is of the day it begins on, over the end of a week and of a month too', () => {
  const hours = { ...closed, sun: [{ from: '22:00', to: '02:00' }] }
  assert.deepEqual([at(29, '01:00'), at(29, '22:00'), at(30, '01:59'), at(30, '02:00'), at(30, '22:00')].map((time) => isOpen(hours, time)), [false, true, true, false, false])
  assert.ok(isOpen({ ...closed, mon: [{ from: '23:00', to: '01:00' }] }, { day: '2026-12-01', time: '00:30' }))
})

test('a span from a time to the same is a whole day', () => {
  const hours = { ...closed, mon: [{ from: '00:00', to: '00:00' }], wed: [{ from: '08:00', to: '08:00' }] }
  assert.deepEqual([at(23, '00:00'), at(23, '23:59'), at(24, '00:00'), at(25, '07:59'), at(25, '08:00'), at(26, '07:59'), at(26, '08:00')].map((time) => isOpen(hours, time)), [true, true, false, false, true, true, false])
})

test('who comes outside the hours is told them; a store that tells none is always open', () => {
  const hours = { ...closed, mon: [{ from: '10:00', to: '15:00' }] }
  assert.throws(() => checkOpen(hours, at(23, '15:00')), { status: 409, message: /15:00 there.*10:00 to 15:00 today/ })
  assert.throws(() => checkOpen(hours, at(24, '12:00')), { status: 409, message: /day off/ })
  checkOpen(hours, at(23, '14:00'))
  checkOpen(null, at(24, '12:00'))
})
