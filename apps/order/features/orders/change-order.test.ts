import assert from 'node:assert/strict'
import { test } from 'node:test'
import { orderLineSchema } from '@jari/contract/order.ts'
import type { OrderState } from '@jari/contract/order-state.ts'
import { Problem } from '@jari/service/problem.ts'
import { anOrder } from '../../testing/an-order.ts'
import { acknowledge, callSeat, changeOrder, markLine } from './change-order.ts'

const now = Date.parse('2026-11-21T09:31:00Z')
const order = (state: OrderState, version = 3) => anOrder({ state, version })
const at = '2026-11-21T09:31:00.000Z'
const refused = (status: number) => (error: unknown) => error instanceof Problem && error.status === status

test('a change moves state, version and time on and nothing else', () => {
  assert.deepEqual(changeOrder(order('placed'), { to: 'accepted', version: 3 }, 'staff', now), { ...order('accepted', 4), times: { accepted: at }, changedAt: at })
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

test('a bump can be undone, and what was served can be recalled', () => {
  const ready = changeOrder(order('preparing'), { to: 'ready', version: 3 }, 'staff', now)
  assert.equal(ready.calledAt, at, 'ready calls the seat')
  assert.equal(changeOrder(ready, { to: 'preparing', version: 4 }, 'staff', now).state, 'preparing')
  assert.equal(changeOrder(order('served'), { to: 'ready', version: 3 }, 'staff', now).state, 'ready')
  assert.throws(() => changeOrder(order('served'), { to: 'preparing', version: 3 }, 'staff', now), refused(409))
  assert.throws(() => changeOrder(order('served'), { to: 'ready', version: 3 }, 'guest', now), refused(409))
})

test('an order that waits is let through by staff or by money, never by its guest', () => {
  const waiting = anOrder({ state: 'awaiting', awaits: 'counter' })
  for (const by of ['staff', 'payment'] as const) assert.deepEqual([changeOrder(waiting, { to: 'placed', version: 3 }, by, now)].map((one) => [one.state, one.awaits]), [['placed', null]])
  assert.throws(() => changeOrder(waiting, { to: 'placed', version: 3 }, 'guest', now), refused(409))
  assert.throws(() => changeOrder(waiting, { to: 'accepted', version: 3 }, 'staff', now), refused(409))
})

test('the kitchen acknowledges what was cancelled after it could see it', () => {
  assert.equal(changeOrder(anOrder({ state: 'awaiting' }), { to: 'cancelled', version: 3 }, 'guest', now).acknowledged, true)
  const cancelled = changeOrder(order('placed'), { to: 'cancelled', version: 3 }, 'guest', now)
  assert.equal(cancelled.acknowledged, false)
  const seen = acknowledge(cancelled, now)
  assert.deepEqual([seen.acknowledged, seen.version], [true, 5])
  assert.equal(acknowledge(seen, now), seen, 'twice changes nothing')
  assert.throws(() => acknowledge(order('placed'), now), refused(409))
})

test('a line is made, or not after all, as long as the order is in the kitchen', () => {
  const line = orderLineSchema.parse({ id: 1, itemId: 'latte', names: { en: 'a', ko: 'b' }, unitPrice: 1, quantity: 1, note: null })
  const before = anOrder({ state: 'preparing', lines: [line, { ...line, id: 2 }] })
  const made = markLine(before, 2, true, now)
  assert.deepEqual([made.lines.map(({ done }) => done), made.version], [[false, true], 4])
  assert.equal(markLine(made, 2, true, now), made)
  assert.equal(markLine(made, 2, false, now).lines[1]?.done, false)
  assert.throws(() => markLine(before, 3, true, now), refused(404))
  for (const state of ['awaiting', 'served', 'cancelled'] as const) assert.throws(() => markLine({ ...before, state }, 1, true, now), refused(409))
})

test('a seat is called again only for what is ready', () => {
  assert.equal(callSeat(order('ready'), now).calledAt, at)
  assert.throws(() => callSeat(order('preparing'), now), refused(409))
})
