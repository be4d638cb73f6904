import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Problem } from '@jari/service/problem.ts'
import type { BrandMenu } from '../../menu-repository.ts'
import { draftOrder } from './place-order.ts'

const item = (id: string, price: number, available = true) => ({ id, names: { en: id, ko: id }, aliases: [], category: 'c', price, available })
const items = [item('latte', 5000), item('cake', 6800), item('gone', 100, false)]
const menu: BrandMenu = { currency: 'KRW', items, byId: new Map(items.map((one) => [one.id, one])) }
const place = { id: 'o1', storeId: 's', now: Date.parse('2026-11-21T09:30:00Z') }

test('the total is the sum over the lines in minor units, at the menu’s prices', () => {
  const order = draftOrder({ seatId: 'x', lines: [{ itemId: 'latte', quantity: 3 }, { itemId: 'cake', quantity: 1, note: 'candle' }] }, menu, place)
  assert.equal(order.total, 21_800)
  assert.deepEqual(order.lines.map((line) => [line.unitPrice, line.note]), [[5000, null], [6800, 'candle']])
  assert.deepEqual([order.state, order.version, order.placedAt, order.currency], ['placed', 1, '2026-11-21T09:30:00.000Z', 'KRW'])
})

test('every line that cannot be had is named with why', () => {
  assert.throws(
    () => draftOrder({ seatId: 'x', lines: [{ itemId: 'gone', quantity: 1 }, { itemId: 'latte', quantity: 1 }, { itemId: 'unicorn', quantity: 1 }] }, menu, place),
    (error) => {
      assert.ok(error instanceof Problem)
      assert.deepEqual(error.errors.map(({ pointer, detail }) => [pointer, detail]), [['#/lines/0/itemId', 'is sold out'], ['#/lines/2/itemId', 'is not on the menu']])
      return error.status === 422
    },
  )
})
