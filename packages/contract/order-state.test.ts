import assert from 'node:assert/strict'
import { test } from 'node:test'
import { closedStates, findTransition, nextStates, orderStates, recallState } from './order-state.ts'

test('staff bring an order step by step to served and may cancel until then', () => {
  const next = orderStates.map((state) => nextStates(state, 'staff'))
  assert.deepEqual(next, [['placed', 'cancelled'], ['accepted', 'cancelled'], ['preparing', 'cancelled'], ['ready', 'cancelled'], ['served', 'cancelled'], [], []])
})

test('guests only cancel, and only until preparing begins', () => {
  assert.deepEqual(orderStates.filter((state) => nextStates(state, 'guest').length > 0), ['awaiting', 'placed', 'accepted'])
  assert.deepEqual(nextStates('placed', 'guest'), ['cancelled'])
})

test('money lets an order go to the kitchen that waits for it, or ends it, and does nothing else', () => {
  assert.deepEqual(orderStates.flatMap((state) => nextStates(state, 'payment').map((to) => [state, to])), [['awaiting', 'placed'], ['awaiting', 'cancelled']])
})

test('nothing but a recall leaves a closed state, and nothing brings a cancelled order back', () => {
  for (const from of closedStates) for (const to of orderStates) assert.ok(findTransition(from, to)?.recall ?? true)
  assert.deepEqual(orderStates.map(recallState), [undefined, undefined, undefined, 'accepted', 'preparing', 'ready', undefined])
})
