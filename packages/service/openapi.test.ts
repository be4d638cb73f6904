import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { openapiDocument } from './openapi.ts'
import { publicRoute, route } from './route.ts'

test('a route becomes an operation with parameters, body, answers, problems and who may call', () => {
  const document = openapiDocument({
    service: 'bell',
    routes: [
      route({ method: 'POST', path: '/bell/stores/:storeId/rings', summary: 'Ring', auth: { guest: true, staff: ['owner'] }, params: z.object({ storeId: z.string() }), query: z.strictObject({ loud: z.string().optional() }), body: z.strictObject({ times: z.int() }), idempotency: 'required', responses: { 201: z.object({ rang: z.int() }) }, ownership: 'seat', problems: { 409: 'Rings already', 422: 'The bell is broken' }, handler: () => ({ status: 201 }) }),
      publicRoute({ method: 'GET', path: '/bell/keys', summary: 'Keys', responses: { 200: null }, handler: () => ({ status: 200 }) }),
    ],
  })
  type Operation = { operationId: string; security: unknown[]; 'x-access': string[]; 'x-ownership': string; 'x-domain-errors': string[]; parameters: { name: string; in: string; required: boolean }[]; requestBody: unknown; responses: Record<string, unknown> }
  const paths = document.paths as Record<string, Record<string, Operation>>
  const ring = paths['/bell/stores/{storeId}/rings']?.post as Operation
  assert.equal(document.openapi, '3.1.0')
  assert.equal(ring.operationId, 'postBellStoresStoreIdRings')
  assert.deepEqual(ring['x-access'], ['guest', 'staff:owner'])
  assert.equal(ring['x-ownership'], 'seat')
  assert.deepEqual(ring['x-domain-errors'], ['The bell is broken', 'The Idempotency-Key was used for another request'])
  assert.deepEqual(ring.parameters.map(({ name, in: where, required }) => [name, where, required]), [['storeId', 'path', true], ['loud', 'query', false], ['Idempotency-Key', 'header', true]])
  assert.deepEqual(Object.keys(ring.responses).toSorted(), ['201', '400', '401', '403', '404', '409', '413', '415', '422', '503'])
  assert.deepEqual(paths['/bell/keys']?.get?.security, [])
})
