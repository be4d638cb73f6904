import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { KubeObject } from '../object.ts'
import { imageFaults } from './images.ts'
import { kindFaults } from './kinds.ts'
import { releaseLabelFaults } from './release-label.ts'
import { selectorFaults, selects } from './selectors.ts'

const digest = `sha256:${'0'.repeat(64)}`
const labels = { app: 'order' }

function deployment(image: string, template: object = { labels }): KubeObject {
  const spec = { template: { metadata: template, spec: { containers: [{ name: 'app', image }] } } }
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'order', namespace: 'jari-dev', labels: { 'jari.dev/release': '0001-abcdef0' } }, spec }
}
function object(kind: string, spec: object = {}, name = 'order'): KubeObject {
  return { apiVersion: 'v1', kind, metadata: { name, namespace: 'jari-dev' }, spec }
}

test('an image by digest from the registry passes; tags, other registries and look-alikes do not', () => {
  assert.deepEqual(imageFaults([deployment(`localhost:5000/jari/order@${digest}`)], 'localhost:5000'), [])
  for (const image of [
    'jari/order', 'localhost:5000/jari/order:1', `localhost:5000/jari/order:1@${digest}`, `localhost:5000.example/jari/order@${digest}`,
    `localhost:5000/jari/../order@${digest}`, `localhost:5000/jari/order@sha256:12`, `localhost:5000/other/order@${digest}`,
  ])
    assert.equal(imageFaults([deployment(image)], 'localhost:5000').length, 1, image)
})

test('init containers and the templates of CronJobs are looked at too', () => {
  const spec = { initContainers: [{ name: 'install', image: 'a:1' }], containers: [{ name: 'app', image: 'b:1' }] }
  const faults = imageFaults([object('CronJob', { jobTemplate: { spec: { template: { spec } } } })], 'localhost:5000')
  assert.deepEqual(faults, [
    'CronJob order, container install: image "a:1" is not from localhost:5000/jari/',
    'CronJob order, container app: image "b:1" is not from localhost:5000/jari/',
  ])
})

test('an environment may contain neither rights nor quotas nor secrets nor anything outside its namespace', () => {
  for (const kind of ['ResourceQuota', 'LimitRange', 'Role', 'RoleBinding', 'Secret']) assert.equal(kindFaults([object(kind)], 'jari-dev').length, 1, kind)
  assert.match(kindFaults([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'x' } }], 'jari-dev')[0] ?? '', /belongs to the whole cluster/)
  assert.match(kindFaults([object('Service')], 'jari-prod')[0] ?? '', /is in namespace jari-dev, not jari-prod/)
  assert.deepEqual(kindFaults([object('Service')], 'jari-dev'), [])
})

test('the label of the release stands on each object and never in a selector or template', () => {
  assert.deepEqual(releaseLabelFaults([deployment('x')], '0001-abcdef0'), [])
  assert.match(releaseLabelFaults([deployment('x')], '0002-abcdef0')[0] ?? '', /0001-abcdef0, not 0002-abcdef0/)
  assert.match(releaseLabelFaults([object('Service')], '0001-abcdef0')[0] ?? '', /has no label/)
  const inTemplate = deployment('x', { labels: { 'jari.dev/release': '0001-abcdef0' } })
  assert.deepEqual(releaseLabelFaults([inTemplate], '0001-abcdef0'), ['Deployment order has the label jari.dev/release in spec.template.metadata.labels'])
})

test('a selector that selects nothing or everything is a fault, but for the policies meant for all', () => {
  const pods = deployment('x')
  assert.deepEqual(selectorFaults([pods, object('Service', { selector: labels }), object('NetworkPolicy', { podSelector: {} }, 'default-deny')]), [])
  assert.deepEqual(selectorFaults([pods, object('Service', { selector: { app: 'ordr' } })]), ['Service order selects no pod'])
  assert.deepEqual(selectorFaults([pods, object('NetworkPolicy', { podSelector: {} })]), ['NetworkPolicy order selects every pod'])
  assert.deepEqual(selectorFaults([pods, object('PodDisruptionBudget', { selector: {} })]), ['PodDisruptionBudget order selects every pod'])
})

test('a label selector means what Kubernetes means by it', () => {
  const expression = (operator: string, values: string[] = []) => ({ matchExpressions: [{ key: 'app', operator, values }] })
  assert.ok(selects(expression('In', ['order']), labels))
  assert.ok(!selects(expression('In', ['order']), {}))
  assert.ok(!selects(expression('NotIn', ['order']), labels))
  assert.ok(selects(expression('NotIn', ['order']), {}))
  assert.ok(selects(expression('Exists'), labels))
  assert.ok(selects(expression('DoesNotExist'), {}))
})
