import assert from 'node:assert/strict'
import { test } from 'node:test'
import { orderLineSchema } from '@jari/contract/order.ts'
import { Problem } from '@jari/service/problem.ts'
import type { StoredPayment } from '../../payment-repository.ts'
import { anOrder } from '../../testing/an-order.ts'
import { dueOf, owedOf, refundedBy, refundShares, spread } from './amounts.ts'

const line = (id: number, unitPrice: number, quantity: number) => orderLineSchema.parse({ id, itemId: `i${id}`, names: { en: 'n', ko: 'n' }, unitPrice, quantity, note: null })
const order = anOrder({ lines: [line(1, 5000, 2), line(2, 3000, 1), line(3, 0, 1)], total: 13_000, paid: 13_000 })
const payment = (id: string, amount: number, more: Partial<StoredPayment> = {}): StoredPayment => ({ id, storeId: 's', seatId: 'x', kind: 'charge', method: 'counter', status: 'succeeded', amount, currency: 'KRW', shares: [{ orderId: 'o', lineId: null, amount }], day: '2026-11-21', chargeId: null, reason: null, checkoutUrl: null, ref: null, createdAt: '', settledAt: null, ...more })
const refused = (status: number, pointer?: string) => (error: unknown) => error instanceof Problem && error.status === status && error.errors[0]?.pointer === pointer

test('nothing is due for what is cancelled, and all that came in for it is owed', () => {
  assert.deepEqual([{ paid: 0 }, { paid: 5000 }, {}, { state: 'cancelled' as const }].map((change) => dueOf({ ...order, ...change })), [13_000, 8000, 0, 0])
  assert.deepEqual([{}, { paid: 20_000 }, { state: 'cancelled' as const }, { state: 'cancelled' as const, refunded: 13_000 }, { refunded: 3000 }].map((change) => owedOf({ ...order, ...change })), [0, 7000, 13_000, 0, 0])
})

test('a refund is of lines, of an amount or of all that is left, and never of more', () => {
  assert.deepEqual(refundShares(order, {}), [{ orderId: 'o', lineId: null, amount: 13_000 }])
  assert.deepEqual(refundShares(order, { lineIds: [1, 2, 1] }).map(({ lineId, amount }) => [lineId, amount]), [[1, 10_000], [2, 3000]])
  assert.throws(() => refundShares(order, { amount: 13_001 }), refused(422, '#/amount'))
  assert.throws(() => refundShares(order, { amount: 1, lineIds: [1] }), refused(422, '#/amount'))
  assert.throws(() => refundShares(order, { lineIds: [2, 3] }), refused(422, '#/lineIds/1'))
  assert.throws(() => refundShares({ ...order, paid: 4000 }, { lineIds: [1] }), refused(422, '#/lineIds'))
  assert.throws(() => refundShares({ ...order, refunded: 13_000 }, {}), refused(409))
})

test('money goes back the way it came, the last first, and no more by a way than came by it', () => {
  const card = payment('card', 8000, { method: 'provider' })
  const till = payment('till', 5000)
  const parts = (shares: { amount: number }, more: StoredPayment[] = []) => spread([{ orderId: 'o', lineId: null, ...shares }], [card, till, ...more]).map(({ charge, shares: [share] }) => [charge.id, share?.amount])
  assert.deepEqual(parts({ amount: 3000 }), [['till', 3000]])
  assert.deepEqual(parts({ amount: 9000 }), [['till', 5000], ['card', 4000]])
  assert.deepEqual(parts({ amount: 3000 }, [payment('r', 4000, { kind: 'refund', chargeId: 'till' })]), [['till', 1000], ['card', 2000]])
  assert.deepEqual(parts({ amount: 3000 }, [payment('r', 4000, { kind: 'refund', chargeId: 'till', status: 'failed' })]), [['till', 3000]])
  assert.throws(() => parts({ amount: 13_001 }), /more than its charges say/)
})

test('what a refund takes off an order, its failure puts back', () => {
  const shares = refundShares(order, { lineIds: [2] })
  const after = { ...order, ...refundedBy(order, shares, 1) }
  assert.deepEqual([after.refunded, after.lines.map(({ refunded }) => refunded)], [3000, [0, 3000, 0]])
  assert.deepEqual({ ...after, ...refundedBy(after, shares, -1) }, order)
})
