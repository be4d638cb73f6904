import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Application, TreeNode } from './application.ts'
import { needsLook, syncWaves } from './sync-tree.ts'

/** As Argo CD 3.2 answers: waves of 0 and states of hooks are left out, health of objects is in the tree alone. */
const application: Application = {
  metadata: { name: 'jari-dev' },
  status: {
    resources: [
      { group: 'apps', kind: 'Deployment', name: 'order', status: 'Synced' },
      { group: 'apps', kind: 'Deployment', name: 'web', status: 'OutOfSync' },
      { kind: 'Service', name: 'old', status: 'OutOfSync', requiresPruning: true },
      { group: 'apps', kind: 'StatefulSet', name: 'order-db', status: 'Synced', syncWave: -2 },
      { kind: 'ServiceAccount', name: 'order', status: 'Synced', syncWave: -3 },
      { group: 'batch', kind: 'Job', name: 'order-migrate', hook: true, syncWave: -1 },
    ],
    operationState: {
      phase: 'Failed',
      syncResult: { resources: [
        { group: 'batch', kind: 'Job', name: 'order-migrate', hookType: 'Sync', hookPhase: 'Failed', message: 'Job has reached the specified backoff limit' },
        { group: 'batch', kind: 'Job', name: 'store-migrate', hookType: 'Sync', hookPhase: 'Succeeded', message: 'Job completed' },
      ] },
    },
  },
}
const tree: TreeNode[] = [
  { group: 'apps', kind: 'Deployment', name: 'order', uid: 'd', health: { status: 'Progressing', message: 'Waiting for rollout to finish: 1 out of 2 new replicas have been updated...' } },
  { group: 'apps', kind: 'ReplicaSet', name: 'order-new', uid: 'r', parentRefs: [{ uid: 'd', kind: 'Deployment', name: 'order' }], health: { status: 'Progressing' } },
  { group: 'apps', kind: 'ReplicaSet', name: 'order-old', uid: 'o', parentRefs: [{ uid: 'd', kind: 'Deployment', name: 'order' }], health: { status: 'Healthy' } },
  { kind: 'Pod', name: 'order-new-x', uid: 'p', parentRefs: [{ uid: 'r', kind: 'ReplicaSet', name: 'order-new' }], health: { status: 'Degraded' }, info: [{ name: 'Status Reason', value: 'CrashLoopBackOff' }, { name: 'Containers', value: '0/1' }, { name: 'Restart Count', value: '3' }] },
  { group: 'apps', kind: 'StatefulSet', name: 'order-db', uid: 's', health: { status: 'Healthy' } },
  { kind: 'Service', name: 'old', uid: 'v', health: { status: 'Healthy' } },
  { group: 'discovery.k8s.io', kind: 'EndpointSlice', name: 'old-1', uid: 'e', parentRefs: [{ uid: 'v', kind: 'Service', name: 'old' }] },
]

test('objects stand in the order of their waves, in each wave what needs a look first, with what they made below them', () => {
  const waves = syncWaves(application, tree)
  assert.deepEqual(waves.map(({ wave, objects }) => [wave, objects.map(({ kind, name }) => `${kind}/${name}`)]), [
    [-3, ['ServiceAccount/order']],
    [-2, ['StatefulSet/order-db']],
    [-1, ['Job/order-migrate']],
    [null, ['Job/store-migrate']],
    [0, ['Deployment/order', 'Deployment/web', 'Service/old']],
  ])
  const order = waves.at(-1)!.objects[0]!
  assert.deepEqual(order.children.map(({ name }) => name), ['order-new'], 'an old ReplicaSet without pods tells nothing')
  const pod = order.children[0]!.children[0]!
  assert.deepEqual([pod.health, pod.message, pod.ready, pod.restarts], ['Degraded', 'CrashLoopBackOff, restarted 3 times', '0/1', 3])
})

test('why an object is as it is, is said in words: of a hook what the sync said, of others what their health says', () => {
  const [accounts, databases, migrations, gone, services] = syncWaves(application, tree).map(({ objects }) => objects[0]!)
  assert.deepEqual([migrations!.health, migrations!.sync, migrations!.message], ['Degraded', null, 'Job has reached the specified backoff limit'])
  assert.deepEqual([gone!.health, gone!.message], ['Healthy', 'Job completed'])
  assert.match(services!.message ?? '', /^Waiting for rollout to finish/)
  assert.deepEqual([accounts!.health, accounts!.message, databases!.message], [null, null, null])
})

test('an object needs a look when it is not well or not as git says, or a pod of it is not', () => {
  const [accounts, databases, migrations, gone, services] = syncWaves(application, tree)
  assert.deepEqual([accounts, databases, migrations, gone].map((wave) => wave!.objects.some(needsLook)), [false, false, true, false])
  assert.ok(services!.objects.every(needsLook))
  assert.ok(needsLook({ ...databases!.objects[0]!, children: [{ ...databases!.objects[0]!, health: 'Degraded' }] }))
})

test('an application that has nothing yet has no waves', () => {
  assert.deepEqual(syncWaves({ metadata: { name: 'jari-dev' } }, []), [])
})
