import assert from 'node:assert/strict'
import { test } from 'node:test'
import { misfits } from './contracts.ts'

test('services fit when each need is offered in the same major and at least that minor', () => {
  const order = { provides: { 'order-feed': '2.3' }, needs: { keys: '1.0' } }
  const store = { provides: { keys: '1.4' } }
  assert.deepEqual(misfits({ order, store, web: { needs: { 'order-feed': '2.1' } } }), [])
  assert.deepEqual(misfits({ order, store, web: { needs: { 'order-feed': '2.4' } } }), ['web needs order-feed 2.4, but order offers 2.3'])
  assert.deepEqual(misfits({ order, web: { needs: { 'order-feed': '1.0' } } }), ['order needs keys 1.0, which no service offers', 'web needs order-feed 1.0, but order offers 2.3'])
})
