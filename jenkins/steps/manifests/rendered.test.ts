import assert from 'node:assert/strict'
import { test } from 'node:test'
import { renderedFiles } from './rendered.ts'

const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'order' }, spec: { ports: [{ port: 80 }] } }
const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'order' } }

test('each object has a file named for its kind and name in lower case, in the order of the names', () => {
  assert.deepEqual([...renderedFiles([service, deployment]).keys()], ['deployment-order.yaml', 'service-order.yaml'])
})

test('lists are not indented and long lines are not folded', () => {
  const text = renderedFiles([{ ...service, note: 'word '.repeat(60).trim() }]).get('service-order.yaml')
  assert.equal(text, `apiVersion: v1\nkind: Service\nmetadata:\n  name: order\nspec:\n  ports:\n  - port: 80\nnote: ${'word '.repeat(60).trim()}\n`)
})

test('two objects that would share a file are refused by name', () => {
  assert.throws(() => renderedFiles([service, { ...service, apiVersion: 'serving.knative.dev/v1' }]), /Service order \(serving\.knative\.dev\/v1\) and Service order \(v1\)/)
})
