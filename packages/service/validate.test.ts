import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { Problem } from './problem.ts'
import { pointerTo, validate } from './validate.ts'

test('pointers are JSON pointers in URI fragments, escaped', () => {
  assert.equal(pointerTo([]), '#')
  assert.equal(pointerTo(['lines', 0, 'a/b~c d']), '#/lines/0/a~1b~0c%20d')
})

test('every fault is named, unknown members by their own pointers', () => {
  const schema = z.strictObject({ seat: z.string(), lines: z.array(z.strictObject({ quantity: z.int().min(1) })) })
  assert.throws(
    () => validate(schema, { lines: [{ quantity: 0, price: 1 }], admin: true }, 'body'),
    (error) => {
      assert.ok(error instanceof Problem)
      assert.equal(error.status, 422)
      assert.deepEqual(error.errors.map((fault) => fault.pointer).toSorted(), ['#/admin', '#/lines/0/price', '#/lines/0/quantity', '#/seat'])
      return true
    },
  )
})
