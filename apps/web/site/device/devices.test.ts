import type { Device } from '@jari/contract/device.ts'
import type { FeedEvent } from '@jari/contract/feed.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { applyDeviceEvent, devicesOf, lampView } from './devices.ts'

const lamp: Device = {
  id: 'lamp',
  storeId: 's',
  name: 'Lamp',
  areaId: 'hall',
  kind: 'lamp',
  desired: { power: 'off' },
  reported: { power: 'off' },
  version: 3,
  pending: false,
  online: true,
  fault: null,
}
const changed = (device: Device): FeedEvent => ({ offset: 1, id: 'e', type: 'device.changed', at: '2026-11-21T09:00:00.000Z', data: { device } })

test('a lamp that was told to go on is still shown off until it reports', () => {
  assert.deepEqual(lampView({ ...lamp, desired: { power: 'on' }, pending: true }), { shown: 'off', waitingFor: 'on', fault: null, online: true })
})

test('a lamp that did not answer shows what it last reported, and the fault', () => {
  const view = lampView({ ...lamp, desired: { power: 'on' }, fault: 'no-answer' })
  assert.equal(view.shown, 'off')
  assert.equal(view.fault, 'no-answer')
})

test('a new command hides the fault of the last one', () => {
  assert.equal(lampView({ ...lamp, pending: true, fault: 'no-answer' }).fault, null)
})

test('a lamp that never reported is neither on nor off', () => {
  assert.equal(lampView({ ...lamp, reported: null }).shown, 'unknown')
})

test('an event replaces the whole device', () => {
  const devices = applyDeviceEvent(devicesOf({ devices: [lamp] }), changed({ ...lamp, reported: { power: 'on' } }))
  assert.equal(devices.get('lamp')?.reported?.power, 'on')
})
