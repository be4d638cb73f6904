import assert from 'node:assert/strict'
import { test } from 'node:test'
import { belongsToStore, callerName, mayCall } from './caller.ts'
import type { Caller } from './caller.ts'

const common = { iss: 'jari', sub: 'x', brandId: 'b', iat: 1, exp: 2 } as const
const guest: Caller = { ...common, kind: 'guest', storeId: 's', seatId: 'seat' }
const device: Caller = { ...common, kind: 'device', storeId: 's' }
const barista: Caller = { ...common, kind: 'staff', name: 'bo', role: 'barista', storeIds: ['s', 't'] }
const follower: Caller = { ...common, kind: 'service', name: 'loyalty', feeds: ['orders'], storeIds: ['s'] }

test('who is not named may not', () => {
  for (const caller of [guest, device, barista, follower]) assert.equal(mayCall({}, caller), false)
  assert.equal(mayCall({ staff: ['owner'] }, barista), false)
  assert.equal(mayCall({ staff: ['barista'] }, barista), true)
  assert.equal(mayCall({ guest: true }, guest), true)
  assert.equal(mayCall({ guest: true }, device), false)
  assert.equal(mayCall({ service: 'orders' }, follower), true)
  assert.equal(mayCall({ service: 'devices' }, follower), false)
  assert.equal(mayCall({ guest: true, device: true, staff: ['owner', 'manager', 'barista'] }, follower), false)
})

test('a caller belongs to the stores of the token and no others', () => {
  assert.deepEqual(['s', 't', 'u'].map((id) => belongsToStore(barista, id)), [true, true, false])
  assert.deepEqual(['s', 't'].map((id) => belongsToStore(guest, id)), [true, false])
  assert.deepEqual(['s', 't'].map((id) => belongsToStore(follower, id)), [true, false])
})

test('keys of a guest are the seat’s, so that a new session may repeat a request', () => {
  assert.equal(callerName(guest), callerName({ ...guest, sub: 'y' }))
  assert.notEqual(callerName(guest), callerName({ ...guest, seatId: 'other' }))
  assert.notEqual(callerName(barista), callerName({ ...barista, sub: 'y' }))
})
