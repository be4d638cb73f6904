import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { openapiDocument } from '../openapi.ts'
import { publicRoute, route } from '../route.ts'
import { expectation, tryMatrix } from './access-matrix.ts'
import type { MatrixCaller } from './access-matrix.ts'
import { operationsOf } from './openapi/document.ts'
import { sample } from './openapi/sample.ts'

const caller = (word: string | null, from: MatrixCaller['from'] = 'here'): MatrixCaller => ({ name: `${word} ${from}`, word, token: word, storeId: 's', from })
const document = openapiDocument({
  service: 'bell',
  routes: [
    route({ method: 'GET', path: '/bell/stores/:storeId/rings/:ringId', summary: 'A ring', auth: { guest: true, staff: ['owner'] }, ownership: 'seat', params: z.object({ storeId: z.string(), ringId: z.string() }), responses: { 200: null }, handler: () => ({ status: 200 }) }),
    publicRoute({ method: 'GET', path: '/bell/keys', summary: 'Keys', responses: { 200: null }, handler: () => ({ status: 200 }) }),
  ],
})
const [ring, keys] = operationsOf(document)
const callers = [caller(null), caller('guest'), caller('guest', 'another seat'), caller('staff:owner', 'another store'), caller('staff:barista')]

test('expected is: who, then whose store, then what one may, then whose thing', () => {
  assert.deepEqual(callers.map((one) => expectation(ring as never, one)), [401, 'admitted', 404, 404, 403])
  assert.ok(callers.every((one) => expectation(keys as never, one) === 'admitted'))
})

test('an app that lets everybody in, one that lets nobody in and one that shows a foreign seat its thing are all found out', async () => {
  const found = async (answer: (token: string | null, path: string) => number) =>
    (await tryMatrix({ document, callers, fixtures: { things: { storeId: () => 's', ringId: () => 'r' }, bodies: {} }, call: async (token, _, path) => ({ status: answer(token, path), detail: '' }) })).mismatches.map((one) => `${one.caller}: ${one.status}`)
  assert.deepEqual(await found(() => 200), ['null here: 200', 'guest another seat: 200', 'staff:owner another store: 200', 'staff:barista here: 200'])
  assert.deepEqual(await found((_, path) => (path.includes('keys') ? 200 : 404)), ['null here: 404', 'guest here: 404', 'staff:barista here: 404'])
})

test('an operation that does not say who may call it, or a parameter that nobody explained, is an error', async () => {
  assert.throws(() => operationsOf({ paths: { '/x': { get: { operationId: 'x', security: [{ bearer: [] }] } } } }), /get \/x does not say/)
  await assert.rejects(tryMatrix({ document, callers, fixtures: { things: { storeId: () => 's' }, bodies: {} }, call: async () => ({ status: 200, detail: '' }) }), /say what a \{ringId\} is/)
})

test('a sample is the smallest that fits its schema', () => {
  const schema = z.strictObject({ id: z.string().regex(/^[a-z]\d$/), names: z.array(z.string().min(3)).min(1), kind: z.enum(['a', 'b']), at: z.iso.datetime(), times: z.int().min(2), note: z.string().optional() })
  const value = sample(z.toJSONSchema(schema, { io: 'input' }) as never)
  assert.deepEqual(schema.parse(value), value)
  assert.throws(() => sample({ type: 'string', pattern: '^impossible$' }), /no sample fits/)
})
