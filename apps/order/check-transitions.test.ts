import assert from 'node:assert/strict'
import { test } from 'node:test'
import { orderTransitions } from '@jari/contract/order-state.ts'
import { checkTransitions } from './check-transitions.ts'

test('the table that ships is right', () => checkTransitions())

test('every kind of fault of a table is named', () => {
  const wrong = [...orderTransitions, { from: 'placed', to: 'accepted', by: ['staff'] }, { from: 'served', to: 'placed', by: [] }] as const
  assert.throws(() => checkTransitions(wrong), /placed → accepted is there twice; served → placed leaves a closed state; nobody may do served → placed/)
  assert.throws(() => checkTransitions(orderTransitions.filter(({ to }) => to !== 'ready')), /ready cannot be reached/)
  assert.throws(() => checkTransitions([...orderTransitions, { from: 'served', to: 'preparing', by: ['staff'], recall: true }]), /^Error: The table of order transitions is wrong: served → preparing recalls what never was/)
  assert.throws(() => checkTransitions(orderTransitions.filter(({ from }) => from !== 'preparing')), /preparing cannot be left/)
})
