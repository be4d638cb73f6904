import assert from 'node:assert/strict'
import { test } from 'node:test'
import { orderSchema } from '@jari/contract/order.ts'
import type { Order } from '@jari/contract/order.ts'
import type { Evidence } from './evidence.ts'
import { judge } from './judge.ts'

const at = '2026-11-25T09:30:00.000Z'
const order = (n: number, seatId: string, more: Partial<Order> = {}): Order => ({
  ...orderSchema.parse({ id: `o${n}`, storeId: 's', seatId, number: n, day: '2026-11-25', state: 'placed', version: 1, lines: [{ id: 1, itemId: 'latte', names: { en: 'L', ko: 'L' }, unitPrice: 5000, quantity: 1, note: null }], note: `m${n}`, total: 5000, currency: 'KRW', reason: null, placedAt: at, changedAt: at }),
  ...more,
})
const first = order(1, 'a')
const second = order(2, 'b')
const accepted = { ...first, state: 'accepted' as const, version: 2 }
const event = (offset: number, of: Order) => ({ storeId: 's', offset, id: `e${offset}`, type: of.version === 1 ? 'order.placed' : 'order.changed', seat: of.seatId, order: of })
const place = (offset: number) => ({ offset, id: `e${offset}` })
/** An event that the database showed and lost. */
const ghost = { offset: 2, id: 'lost' }

/** A run in which everything went as promised. */
const good: Evidence = {
  attempts: [
    { mark: 'm1', storeId: 's', outcome: 'acknowledged', answers: [first, first] },
    { mark: 'm2', storeId: 's', outcome: 'acknowledged', answers: [second] },
    { mark: 'm3', storeId: 's', outcome: 'refused', answers: [] },
  ],
  changes: [{ orderId: 'o1', version: 2, state: 'accepted' }],
  unexpected: [],
  kept: { orders: [accepted, second], events: [event(1, first), event(2, second), event(3, accepted)], counters: [{ storeId: 's', epoch: 'E', head: 3, headId: 'e3', floor: 0 }] },
  screens: [
    { name: 'kitchen', storeId: 's', seat: null, cursor: { epoch: 'E', offset: 3, id: 'e3' }, base: { offset: 1, ids: ['o1'] }, orders: [accepted, second], told: [[place(0), place(1), ghost], [place(1), place(2), place(3)]] },
    { name: 'seat a', storeId: 's', seat: 'a', cursor: { epoch: 'E', offset: 3, id: 'e3' }, base: { offset: 0, ids: [] }, orders: [accepted], told: [[place(0), place(1), place(3)]] },
  ],
}
const withKept = (kept: Partial<Evidence['kept']>): Evidence => ({ ...good, kept: { ...good.kept, ...kept } })
const withScreen = (which: 0 | 1, change: Partial<Evidence['screens'][number]>): Evidence => ({ ...good, screens: good.screens.map((screen, i) => (i === which ? { ...screen, ...change } : screen)) })
const withAttempt = (which: number, change: Partial<Evidence['attempts'][number]>): Evidence => ({ ...good, attempts: good.attempts.map((attempt, i) => (i === which ? { ...attempt, ...change } : attempt)) })

test('nothing is found where nothing is wrong', () => assert.deepEqual(judge(good), []))

const third = order(3, 'b', { note: 'm3' })
const planted: [string, Evidence, RegExp][] = [
  ['an acknowledged order that is lost', withKept({ orders: [accepted] }), /order m2 was acknowledged and is lost/],
  ['an order that is there twice', withKept({ orders: [accepted, second, { ...second, id: 'o9', number: 3 }] }), /order m2 is there 2 times/],
  ['an order of a refused request', withKept({ orders: [accepted, second, third], events: [...good.kept.events, event(4, third)], counters: [{ ...good.kept.counters[0]!, head: 4, headId: 'e4' }] }), /order m3 was refused and is there/],
  ['an order of nobody', withKept({ orders: [accepted, second, order(3, 'b', { note: 'x' })] }), /order x was placed by nobody/],
  ['a repeat that is answered differently', withAttempt(0, { answers: [first, { ...first, id: 'o7' }] }), /order m1 was answered differently/],
  ['an order that is another than was answered', withAttempt(1, { answers: [{ ...second, total: 1 }] }), /order m2 is not the one that was answered/],
  ['an answer that nobody should get', { ...good, unexpected: ['500'] }, /^500$/],
  ['a gap in the offsets', withKept({ events: good.kept.events.map((one) => (one.offset === 3 ? { ...one, offset: 4 } : one)) }), /offsets of s are not dense/],
  ['an offset that is given twice', withKept({ events: good.kept.events.map((one) => (one.offset === 3 ? { ...one, offset: 2 } : one)) }), /offsets of s are not dense/],
  ['a counter that does not stand at the end', withKept({ counters: [{ ...good.kept.counters[0]!, head: 4 }] }), /the counter of s stands at 4/],
  ['a head with another id', withKept({ counters: [{ ...good.kept.counters[0]!, headId: 'x' }] }), /the counter of s stands at 3/],
  ['a gap in the numbers that are called out', withKept({ orders: [accepted, { ...second, number: 3 }] }), /order numbers of s 2026-11-25 have gaps/],
  ['an order without an event', withKept({ orders: [accepted, second, order(3, 'b', { note: 'm1' })] }), /the log has no event of order m1/],
  ['an event without an order', withKept({ events: [...good.kept.events, event(4, order(9, 'a'))], counters: [{ ...good.kept.counters[0]!, head: 4, headId: 'e4' }] }), /the log tells of order o9/],
  ['an event that is there twice', withKept({ events: [...good.kept.events, event(4, accepted)], counters: [{ ...good.kept.counters[0]!, head: 4, headId: 'e4' }] }), /the log tells the versions 1, 2, 2 of order m1/],
  ['an event that says something else', withKept({ events: good.kept.events.map((one) => (one.offset === 2 ? { ...one, order: { ...second, total: 1 } } : one)) }), /the log's last word on order m2/],
  ['a change that is lost', { ...good, changes: [...good.changes, { orderId: 'o2', version: 2, state: 'accepted' }] }, /the change of order o2 to accepted was answered and is lost/],
  ['a screen that goes on past what was lost', withScreen(0, { told: [[place(1), ghost, place(3)]] }), /^kitchen went on with event 3 from event 2, which the database had lost$/],
  ['a snapshot of what was lost that is gone on from', withScreen(0, { told: [[ghost, place(3)]] }), /^kitchen went on with event 3 from event 2/],
  ['a screen that never began', withScreen(0, { base: null }), /kitchen never began/],
  ['a screen that is behind', withScreen(0, { cursor: { epoch: 'E', offset: 2, id: 'e2' } }), /kitchen stands at 2/],
  ['a screen of another life of the log', withScreen(0, { cursor: { epoch: 'D', offset: 3, id: 'e3' } }), /kitchen stands at 3/],
  ['a screen that stands at an event that never was', withScreen(0, { cursor: { epoch: 'E', offset: 3, id: 'lost' } }), /kitchen stands at 3/],
  ['a screen that misses an order', withScreen(0, { orders: [accepted] }), /kitchen does not show order m2/],
  ['a screen that missed a change', withScreen(1, { orders: [first] }), /seat a shows order m1 as it is not kept/],
  ['a screen that shows an order twice', withScreen(0, { orders: [accepted, second, second] }), /kitchen shows order m2 twice/],
  ['a seat that sees its neighbour', withScreen(1, { orders: [accepted, second] }), /seat a shows order m2, which it may not see/],
  ['a screen that went on over an event which the database had shown and lost: it shows the lost order', withScreen(0, { orders: [accepted, order(2, 'b', { id: 'lost', note: 'm3' })] }), /kitchen shows order m3, which nothing told it of/],
  ['the same: it misses the order that took its place', withScreen(0, { orders: [accepted, order(2, 'b', { id: 'lost', note: 'm3' })] }), /kitchen does not show order m2/],
  ['a repeat that was told of an order which the database then lost, and that was written anew', withAttempt(1, { answers: [{ ...second, id: 'lost' }] }), /order m2 is not the one that was answered/],
  ['a screen that shows an order that is gone', withScreen(0, { orders: [accepted, second, third] }), /kitchen shows order m3, which nothing told it of/],
]
for (const [what, evidence, finding] of planted) {
  test(`${what} is found`, () => {
    const found = judge(evidence)
    assert.ok(found.some((one) => finding.test(one)), JSON.stringify(found))
  })
}
