import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { openapiDocument } from '../openapi.ts'
import { publicRoute } from '../route.ts'
import { answerFaults } from './answer-check.ts'

const routes = [
  publicRoute({ method: 'GET', path: '/bell/rings/:ringId', summary: 'A ring', params: z.object({ ringId: z.string() }), responses: { 200: z.object({ at: z.iso.datetime(), times: z.int() }) }, handler: () => ({ status: 200 }) }),
  publicRoute({ method: 'DELETE', path: '/bell/rings', summary: 'Forget', responses: { 204: null }, handler: () => ({ status: 204 }) }),
]
const faultOf = answerFaults(openapiDocument({ service: 'bell', routes }) as never)
const ring = { method: 'get', path: '/bell/rings/{ringId}', status: 200, type: 'application/json', body: { at: '2026-11-25T10:00:00Z', times: 1 } }
const problem = { ...ring, status: 404, type: 'application/problem+json', body: '{"type":"/x","title":"x","status":404}' }

test('an answer as documented has no fault', () => {
  for (const answer of [ring, problem, { ...ring, method: 'delete', path: '/bell/rings', status: 204, type: '', body: null }, { ...problem, path: '/bell/none' }]) assert.equal(faultOf(answer), undefined)
})

test('another status, type, body or one member more is a fault', () => {
  assert.match(faultOf({ ...ring, status: 201 }) ?? '', /not documented/)
  assert.match(faultOf({ ...ring, type: 'text/html' }) ?? '', /text\/html, not application\/json/)
  assert.match(faultOf({ ...ring, body: { ...ring.body, times: 1.5 } }) ?? '', /integer/)
  assert.match(faultOf({ ...ring, body: { ...ring.body, at: 'today' } }) ?? '', /date-time|pattern/)
  assert.match(faultOf({ ...ring, body: { ...ring.body, secret: 'x' } }) ?? '', /additional/)
  assert.match(faultOf({ ...problem, body: '{"title":"x"}' }) ?? '', /required/)
  assert.match(faultOf({ method: 'delete', path: '/bell/rings', status: 204, type: 'application/json', body: {} }) ?? '', /no body/)
})
