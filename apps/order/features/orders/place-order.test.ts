import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CartLine } from '@jari/contract/order.ts'
import { Problem } from '@jari/service/problem.ts'
import { emptyDesk } from '../../desk-repository.ts'
import type { DeskState } from '../../desk-repository.ts'
import { withPace, withStock } from '../desk/desk.ts'
import { readMenu } from '../menu/menu-at.ts'
import { storeMenu } from '../menu/store-menu.ts'
import { placeOrder } from './place-order.ts'

const names = { en: 'n', ko: 'n' }
const read = readMenu({
  currency: 'KRW',
  categories: { c: { names } },
  stations: { bar: { names } },
  options: {
    temperature: { names, required: true, default: 'hot', choices: [{ id: 'hot', names }, { id: 'iced', names, price: 500 }] },
    shot: { names, max: 3, countable: true, choices: [{ id: 'extra-shot', names, price: 600 }] },
    drink: { names, required: true, choices: [{ id: 'tea', names }, { id: 'milk', names }] },
  },
  items: {
    latte: { names, category: 'c', price: 5000, options: ['temperature', 'shot'], stations: ['bar'] },
    cake: { names, category: 'c', price: 6800 },
    gone: { names, category: 'c', price: 100, available: false },
    breakfast: { names, category: 'c', price: 9000, hours: [{ from: '07:00', to: '11:00' }] },
    nightcap: { names, category: 'c', price: 9000, hours: [{ from: '22:00', to: '02:00' }] },
    set: { names, category: 'c', price: 9000, options: ['drink'] },
  },
})
if ('faults' in read) throw new Error(JSON.stringify(read.faults))
const menu = storeMenu(read.document, 'v')
const place = (lines: CartLine[], desk: DeskState = emptyDesk, more: { guestId?: string | null; time?: string; day?: string; awaits?: 'payment' | 'counter' } = {}) =>
  placeOrder({ seatId: 'x', lines }, menu, desk, { id: 'o1', storeId: 's', guestId: more.guestId === undefined ? 'g' : more.guestId, now: Date.parse('2026-11-21T09:30:00Z'), local: { day: more.day ?? '2026-11-21', time: more.time ?? '18:30' }, awaits: more.awaits ?? null })
const faults = (work: () => unknown): [string, string][] => {
  try {
    work()
  } catch (error) {
    assert.ok(error instanceof Problem)
    assert.equal(error.status, 422)
    return error.errors.map(({ pointer, detail }) => [pointer, detail])
  }
  return []
}

test('the total is the sum over the lines in minor units, at the menu’s prices', () => {
  const { order } = place([{ itemId: 'latte', quantity: 3 }, { itemId: 'cake', quantity: 1, note: 'candle' }])
  assert.equal(order.total, 21_800)
  assert.deepEqual(order.lines.map((line) => [line.id, line.unitPrice, line.note, line.stations]), [[1, 5000, null, ['bar']], [2, 6800, 'candle', []]])
  assert.deepEqual([order.state, order.version, order.placedAt, order.currency, order.guestId, order.placedBy], ['placed', 1, '2026-11-21T09:30:00.000Z', 'KRW', 'g', 'guest'])
})

test('choices add their price for each, what is left out costs nothing, and a required option has its usual choice', () => {
  const { order } = place([{ itemId: 'latte', quantity: 2, options: [{ id: 'iced' }, { id: 'extra-shot', count: 2 }] }, { itemId: 'latte', quantity: 1, options: [{ id: 'extra-shot', amount: 'none' }] }])
  assert.deepEqual(order.lines.map((line) => line.unitPrice), [5000 + 500 + 1200, 5000])
  assert.deepEqual(order.lines[1]?.options.map(({ id, optionId, price, amount }) => [id, optionId, price, amount]), [['extra-shot', 'shot', 600, 'none'], ['hot', 'temperature', 0, null]])
})

test('every line that cannot be had is named with why', () => {
  const lines = [{ itemId: 'gone', quantity: 1 }, { itemId: 'latte', quantity: 1 }, { itemId: 'unicorn', quantity: 1 }]
  assert.deepEqual(faults(() => place(lines)), [['#/lines/0/itemId', 'is not sold here at present'], ['#/lines/2/itemId', 'is not on the menu']])
})

test('every choice that cannot be made is named with why', () => {
  const latte = (options: CartLine['options']) => faults(() => place([{ itemId: 'latte', quantity: 1, options }]))
  assert.deepEqual(latte([{ id: 'tea' }]), [['#/lines/0/options/0/id', 'is no choice of this item']])
  assert.deepEqual(latte([{ id: 'hot' }, { id: 'hot' }]), [['#/lines/0/options/1/id', 'is there twice']])
  assert.deepEqual(latte([{ id: 'hot' }, { id: 'iced' }]), [['#/lines/0/options', 'temperature can be chosen once at most']])
  assert.deepEqual(latte([{ id: 'iced', count: 2 }]), [['#/lines/0/options/0/count', 'cannot be taken more than once']])
  assert.deepEqual(latte([{ id: 'extra-shot', count: 4 }]), [['#/lines/0/options', 'shot can be chosen 3 times at most']])
  assert.deepEqual(faults(() => place([{ itemId: 'set', quantity: 1 }])), [['#/lines/0/options', 'needs a choice of drink: tea, milk']])
})

test('items with hours are sold within them, also over midnight', () => {
  const at = (itemId: string, time: string) => faults(() => place([{ itemId, quantity: 1 }], emptyDesk, { time })).length === 0
  assert.deepEqual(['06:59', '07:00', '10:59', '11:00'].map((time) => at('breakfast', time)), [false, true, true, false])
  assert.deepEqual(['21:59', '22:00', '01:59', '02:00'].map((time) => at('nightcap', time)), [false, true, true, false])
})

test('numbers count from one each day, and never go back to a day that is over', () => {
  const first = place([{ itemId: 'cake', quantity: 1 }])
  const second = place([{ itemId: 'cake', quantity: 1 }], first.desk)
  const next = place([{ itemId: 'cake', quantity: 1 }], second.desk, { day: '2026-11-22' })
  const late = place([{ itemId: 'cake', quantity: 1 }], next.desk, { day: '2026-11-21' })
  assert.deepEqual([first, second, next, late].map(({ order }) => [order.day, order.number]), [['2026-11-21', 1], ['2026-11-21', 2], ['2026-11-22', 1], ['2026-11-22', 2]])
})

test('of what is counted no more is sold than there is, over all lines', () => {
  const three: DeskState = { ...emptyDesk, board: withStock(emptyDesk.board, 'cake', { soldOut: false, remaining: 3 }) }
  const { desk } = place([{ itemId: 'cake', quantity: 1 }, { itemId: 'cake', quantity: 1 }], three)
  assert.equal(desk.board.stock[0]?.remaining, 1)
  assert.deepEqual(faults(() => place([{ itemId: 'cake', quantity: 1 }, { itemId: 'cake', quantity: 1 }], desk)), [['#/lines/1/quantity', 'is more than the 1 that are left']])
  const none = place([{ itemId: 'cake', quantity: 1 }], desk).desk
  assert.deepEqual(faults(() => place([{ itemId: 'cake', quantity: 1 }], none)), [['#/lines/0/itemId', 'is sold out']])
  assert.equal(place([{ itemId: 'latte', quantity: 1 }], three).desk.board, three.board, 'what is not counted leaves the board as it is')
})

test('while the kitchen pauses only staff place orders', () => {
  const paused: DeskState = { ...emptyDesk, board: withPace(emptyDesk.board, { paused: true, reason: 'oven', busyMinutes: 0, busyUntil: null }) }
  assert.throws(() => place([{ itemId: 'cake', quantity: 1 }], paused), (error) => error instanceof Problem && error.status === 409 && (error.extensions.desk as { pauseReason: string }).pauseReason === 'oven')
  assert.equal(place([{ itemId: 'cake', quantity: 1 }], paused, { guestId: null }).order.placedBy, 'staff')
})

test('an order tells how busy the kitchen was, unless that is over', () => {
  const busy = (busyUntil: string | null) => place([{ itemId: 'cake', quantity: 1 }], { ...emptyDesk, board: withPace(emptyDesk.board, { paused: false, reason: null, busyMinutes: 15, busyUntil }) }).order.extraMinutes
  assert.deepEqual([busy(null), busy('2026-11-21T10:00:00Z'), busy('2026-11-21T09:00:00Z')], [15, 15, 0])
})

test('an order waits for what the store wants first, but not for money that it does not cost', () => {
  assert.deepEqual([place([{ itemId: 'cake', quantity: 1 }], emptyDesk, { awaits: 'payment' }).order].map(({ state, awaits }) => [state, awaits]), [['awaiting', 'payment']])
})
