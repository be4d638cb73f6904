import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DeviceMeaning, OrderTurn } from './format.ts'
import { judgeCommand, judgeOrder } from './judge.ts'

const off = (...devices: string[]): DeviceMeaning => ({ act: 'do', actions: [{ devices, set: { power: 'off' } }] })
const latte = (quantity: number, ...options: string[]) => ({ item: 'latte', quantity, options: options.map((id) => ({ id })) })
const turn = (act: string, ...cart: OrderTurn['cart']): OrderTurn => ({ say: '', act, cart })
const empty = { expected: [], got: [] }

test('actions are compared as sets, however they are grouped', () => {
  const apart: DeviceMeaning = { act: 'do', actions: [{ devices: ['b'], set: { power: 'off' } }, { devices: ['a'], set: { power: 'off' } }] }
  assert.equal(judgeCommand(off('a', 'b'), apart), 'exact')
})

test('an action that was not asked for is wrong, one that is left out is partly, none at all is missed', () => {
  assert.equal(judgeCommand(off('a'), off('a', 'b')), 'wrong')
  assert.equal(judgeCommand(off('a', 'b'), off('a')), 'partly')
  assert.equal(judgeCommand(off('a'), { act: 'unknown' }), 'missed')
  assert.equal(judgeCommand({ act: 'unknown' }, { act: 'ask' }), 'partly')
})

test('the right action at another time is wrong, and so is a change by another amount', () => {
  assert.equal(judgeCommand({ ...off('a'), when: { at: '08:00' } }, off('a')), 'wrong')
  const down = (by?: number): DeviceMeaning => ({ act: 'do', actions: [{ devices: ['a'], change: { volume: 'down' }, ...(by !== undefined && { by }) }] })
  assert.equal(judgeCommand(down(5), down()), 'wrong')
  assert.equal(judgeCommand(down(5), down(5)), 'exact')
})

test('a question is exact only with its devices and its property', () => {
  const asked = (property: string): DeviceMeaning => ({ act: 'query', query: { devices: ['b', 'a'], property } })
  assert.equal(judgeCommand(asked('power'), { act: 'query', query: { devices: ['a', 'b'], property: 'power' } }), 'exact')
  assert.equal(judgeCommand(asked('power'), asked('open')), 'partly')
  assert.equal(judgeCommand(asked('power'), { act: 'unknown' }), 'missed')
})

test('equal lines of a cart are one line', () => {
  assert.equal(judgeOrder(turn('updated', latte(2, 'iced', 'large')), turn('updated', latte(1, 'large', 'iced'), latte(1, 'iced', 'large')), empty), 'exact')
})

test('a line that was not asked for is wrong, a line left out is partly, an untouched cart is missed', () => {
  const wanted = turn('updated', latte(1), { item: 'cake', quantity: 1, options: [] })
  assert.equal(judgeOrder(wanted, turn('updated', latte(2)), empty), 'wrong')
  assert.equal(judgeOrder(wanted, turn('updated', latte(1)), empty), 'partly')
  assert.equal(judgeOrder(wanted, turn('unknown'), empty), 'missed')
})

test('only what changed in the turn counts, and an order that is sent unasked is wrong', () => {
  const before = { expected: [latte(1)], got: [latte(2)] }
  assert.equal(judgeOrder(turn('updated', latte(1, 'iced')), turn('question', latte(2)), before), 'missed')
  assert.equal(judgeOrder(turn('question', latte(1)), turn('confirm', latte(1)), { expected: [latte(1)], got: [latte(1)] }), 'wrong')
})
