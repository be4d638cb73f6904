import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Order } from '@jari/contract/order.ts'
import type { OrderState } from '@jari/contract/order-state.ts'
import { Problem } from '@jari/service/problem.ts'
import { changeOrder } from './change-order.ts'

const now = Date.parse('2026-11-21T09:31:00Z')
const order = (state: OrderState, version = 3): Order => ({ id: 'o', storeId: 's', seatId: 'x', state, version, lines: [], total: 0, currency: 'KRW', reason: null, placedAt: '2026-11-21T09:30:00.000Z', changedAt: '2026-11-21T09:30:00.000Z' })
const refused = (status: number) => (error: unknown) => error instanceof Problem && error.status === status

test('a change moves state, version and time on and nothing else', () => {
  assert.deepEqual(changeOrder(order('placed'), { to: 'accepted', version: 3 }, 'staff', now), { ...order('accepted', 4), changedAt: '2026-11-21T09:31:00.000Z' })
})

test('who looked too long ago loses and gets the present order', () => {
  assert.throws(
    () => changeOrder(order('ready'), { to: 'accepted', version: 2 }, 'staff', now),
    (error) => refused(409)(error) && (error as Problem).extensions.order !== undefined,
  )
})

test('a step that the table does not have, or not for them, is a conflict', () => {
  assert.throws(() => changeOrder(order('placed'), { to: 'served', version: 3 }, 'staff', now), refused(409))
  assert.throws(() => changeOrder(order('placed'), { to: 'accepted', version: 3 }, 'guest', now), refused(409))
  assert.throws(() => changeOrder(order('cancelled'), { to: 'placed', version: 3 }, 'staff', now), refused(409))
})

test('staff give a reason for cancelling, guests need none', () => {
  assert.throws(() => changeOrder(order('ready'), { to: 'cancelled', version: 3 }, 'staff', now), refused(422))
  assert.equal(changeOrder(order('ready'), { to: 'cancelled', version: 3, reason: 'spilt' }, 'staff', now).reason, 'spilt')
  assert.equal(changeOrder(order('placed'), { to: 'cancelled', version: 3 }, 'guest', now).state, 'cancelled')
})
