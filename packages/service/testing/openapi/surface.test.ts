import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changesOf, surfaceOf } from './surface.ts'

const document = (body: object, answer: object, path = '/order/stores/{storeId}/orders') => ({
  paths: {
    [path]: {
      post: {
        parameters: [{ name: 'storeId', in: 'path', required: true, schema: { type: 'string' } }],
        requestBody: { content: { 'application/json': { schema: body } } },
        responses: { 201: { content: { 'application/json': { schema: answer } } }, 422: {} },
      },
    },
  },
})
const line = { type: 'object', properties: { itemId: { type: 'string' }, note: { type: 'string' } }, required: ['itemId'] }
const body = { type: 'object', properties: { lines: { type: 'array', items: line }, seatId: { type: 'string' } }, required: ['lines'] }
const answer = { type: 'object', properties: { id: { type: 'string' }, total: { type: 'integer' } }, required: ['id', 'total'] }
const published = surfaceOf(document(body, answer))
const changed = (nextBody: object, nextAnswer: object, path?: string) => changesOf(published, surfaceOf(document(nextBody, nextAnswer, path)))

test('a surface has every operation with what it takes, needs and gives', () => {
  const at = 'POST /order/stores/{storeId}/orders'
  assert.deepEqual(published, [
    at, `${at} gives 201`, `${at} gives 201 body.id: string`, `${at} gives 201 body.total: integer`, `${at} gives 201 body: object`,
    `${at} needs body.lines`, `${at} needs body.lines[].itemId`, `${at} needs path.storeId`,
    `${at} takes body.lines: array`, `${at} takes body.lines[].itemId: string`, `${at} takes body.lines[].note: string`, `${at} takes body.lines[]: object`,
    `${at} takes body.seatId: string`, `${at} takes body: object`, `${at} takes path.storeId: string`,
  ].toSorted())
})

test('more in an answer, another input that may be left out, and less that is demanded break nobody', () => {
  const more = changed({ ...body, properties: { ...body.properties, tip: { type: 'integer' } } }, { ...answer, properties: { ...answer.properties, tax: { type: 'integer' } } })
  assert.deepEqual([more.broken, more.added.length], [[], 2])
  assert.deepEqual(changed({ ...body, required: [] }, answer).broken, [])
})

test('less in an answer, another type, an input that is gone or newly demanded, and an operation that is gone break callers', () => {
  const { total: _, ...rest } = answer.properties
  assert.match(changed(body, { ...answer, properties: rest }).broken.join(), /no more: .* gives 201 body\.total: integer/)
  assert.match(changed(body, { ...answer, properties: { ...answer.properties, total: { type: 'string' } } }).broken.join(), /no more: .* gives 201 body\.total: integer/)
  assert.match(changed({ ...body, required: ['lines', 'seatId'] }, answer).broken.join(), /newly demanded: .* needs body\.seatId/)
  assert.match(changed({ ...body, properties: { lines: body.properties.lines } }, answer).broken.join(), /no more: .* takes body\.seatId/)
  assert.match(changed(body, answer, '/order/stores/{storeId}/tickets').broken[0] ?? '', /^no more: POST \/order\/stores\/\{storeId\}\/orders$/)
})
