import assert from 'node:assert/strict'
import { test } from 'node:test'
import { closedStates, findTransition, nextStates, orderStates } from './order-state.ts'

test('staff bring an order step by step to served and may cancel until then', () => {
  assert.deepEqual(orderStates.map((state) => nextStates(state, 'staff')), [['accepted', 'cancelled'], ['preparing', 'cancelled'], ['ready', 'cancelled'], ['served', 'cancelled'], [], []])
})

test('guests only cancel, and only until preparing begins', () => {
  assert.deepEqual(orderStates.filter((state) => nextStates(state, 'guest').length > 0), ['placed', 'accepted'])
  assert.deepEqual(nextStates('placed', 'guest'), ['cancelled'])
})

test('nothing leaves a closed state', () => {
  for (const from of closedStates) for (const to of orderStates) assert.equal(findTransition(from, to), undefined)
})
