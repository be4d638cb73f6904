import assert from 'node:assert/strict'
import { test } from 'node:test'
import { closed } from './schema.ts'

test('an object that lists its fields allows no others, at every depth', () => {
  const schema = { type: 'object', description: 'x', properties: { a: { type: 'array', items: { type: 'object', properties: {} } } } }
  assert.deepEqual(closed(schema), {
    type: 'object',
    properties: { a: { type: 'array', items: { type: 'object', properties: {}, additionalProperties: false } } },
    additionalProperties: false,
  })
})

test('maps, free-form objects and fields named like keywords stay open', () => {
  assert.deepEqual(closed({ type: 'object', additionalProperties: { type: 'string' } }), { type: 'object', additionalProperties: { type: 'string' } })
  assert.deepEqual(closed({ type: 'object', properties: {}, 'x-kubernetes-preserve-unknown-fields': true }), { type: 'object', properties: {} })
  assert.deepEqual(closed({ properties: { description: { type: 'string' } } }), { properties: { description: { type: 'string' } }, additionalProperties: false })
})

test('null and numbers or text are allowed where the field says so', () => {
  assert.deepEqual(closed({ type: 'string', nullable: true }), { type: ['string', 'null'] })
  assert.deepEqual(closed({ 'x-kubernetes-int-or-string': true }), { anyOf: [{ type: 'integer' }, { type: 'string' }] })
})
