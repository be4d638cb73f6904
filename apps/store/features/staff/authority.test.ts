import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { StaffClaims, StaffRole } from '@jari/contract/token.ts'
import { mayManage, sees } from './authority.ts'

const caller = (role: StaffRole, storeIds: string[], brandId = 'b'): StaffClaims => ({ kind: 'staff', iss: 'jari', sub: 'me', iat: 0, exp: 1, brandId, name: 'me', role, storeIds })
const person = (role: StaffRole, storeIds: string[], id = 'other') => ({ id, name: 'x', role, storeIds, brandId: 'b' })

test('a manager sees who works in a store of theirs, an owner everybody of the brand, nobody another brand', () => {
  assert.equal(sees(caller('manager', ['s']), person('barista', ['s', 't'])), true)
  assert.equal(sees(caller('manager', ['s']), person('barista', ['t'])), false)
  assert.equal(sees(caller('manager', ['s']), person('owner', ['s'])), false)
  assert.equal(sees(caller('manager', []), person('manager', [], 'me')), true)
  assert.equal(sees(caller('owner', []), person('barista', [])), true)
  assert.equal(sees(caller('owner', [], 'c'), person('barista', [])), false)
})

test('a manager manages baristas of their own stores and nobody else', () => {
  assert.equal(mayManage(caller('manager', ['s', 't']), person('barista', ['s'])), true)
  for (const one of [person('barista', ['s', 'u']), person('barista', []), person('manager', ['s']), person('owner', [])]) assert.equal(mayManage(caller('manager', ['s', 't']), one), false)
  assert.equal(mayManage(caller('barista', ['s']), person('barista', ['s'])), false)
  assert.equal(mayManage(caller('owner', []), person('owner', [])), true)
})
