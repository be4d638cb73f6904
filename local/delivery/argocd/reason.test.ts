import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Application, TreeNode } from './application.ts'
import { reasonsOf } from './reason.ts'

const application = (status: NonNullable<Application['status']>): Application => ({ metadata: { name: 'jari-dev' }, status })

/** As Argo CD 3.2 tells of a Deployment whose new pod cannot pull its image. */
const pulling: TreeNode[] = [
  { kind: 'Deployment', name: 'order', uid: 'd', health: { status: 'Degraded', message: 'Deployment "order" exceeded its progress deadline' } },
  { kind: 'ReplicaSet', name: 'order-6c4', uid: 'r', parentRefs: [{ uid: 'd', kind: 'Deployment', name: 'order' }], health: { status: 'Progressing', message: 'Waiting for rollout' } },
  { kind: 'Pod', name: 'order-6c4-x', uid: 'p', parentRefs: [{ uid: 'r', kind: 'ReplicaSet', name: 'order-6c4' }], health: { status: 'Degraded', message: 'Back-off pulling image "localhost:5000/jari/order@sha256:1"' } },
  { kind: 'Service', name: 'order', uid: 's', health: { status: 'Healthy' } },
]

test('a pod that fails is named before the Deployment that waits for it', () => {
  const reasons = reasonsOf(application({ health: { status: 'Degraded' } }), pulling)
  assert.deepEqual(reasons.map(({ about }) => about), ['Pod/order-6c4-x', 'Deployment/order', 'ReplicaSet/order-6c4'])
  assert.match(reasons[0]!.message, /Back-off pulling image/)
})

test('what keeps Argo CD from comparing comes first, in one line', () => {
  const reasons = reasonsOf(application({
    conditions: [{ type: 'ComparisonError', message: 'Failed to load target state: failed to generate manifest for source 1 of 1: rpc error: code = Unknown desc = kustomize build failed:\n  release: no such file or directory' }, { type: 'OrphanedResourceWarning', message: 'many' }],
    health: { status: 'Degraded' },
  }), pulling)
  assert.deepEqual(reasons[0], { about: 'ComparisonError', message: 'kustomize build failed: release: no such file or directory' })
  assert.ok(!reasons.some(({ about }) => about === 'OrphanedResourceWarning'))
})

test('a failed migration is named with its own words before the sum of the sync', () => {
  const reasons = reasonsOf(application({
    sync: { status: 'OutOfSync' },
    health: { status: 'Healthy' },
    conditions: [{ type: 'SyncError', message: 'Failed last sync attempt to [3981e14]: one or more synchronization tasks completed unsuccessfully' }],
    operationState: {
      phase: 'Failed', message: 'one or more synchronization tasks completed unsuccessfully',
      syncResult: { resources: [
        { kind: 'ConfigMap', name: 'order', status: 'Synced', message: 'configured' },
        { kind: 'Job', name: 'order-migrate', hookPhase: 'Failed', message: 'Job has reached the specified backoff limit' },
      ] },
    },
    resources: [{ kind: 'Deployment', name: 'order', status: 'OutOfSync' }, { kind: 'Service', name: 'old', status: 'OutOfSync', requiresPruning: true }],
  }), [])
  assert.deepEqual(reasons.map(({ about, message }) => `${about}: ${message}`), [
    'Job/order-migrate: Job has reached the specified backoff limit',
    'Sync Failed: one or more synchronization tasks completed unsuccessfully',
    'SyncError: Failed last sync attempt to [3981e14]: one or more synchronization tasks completed unsuccessfully',
    'OutOfSync: Deployment/order, Service/old (to be removed)',
  ])
})

test('a file that kustomize misses is named first', () => {
  const message = "rpc error: code = Unknown desc = `kustomize build <path to cached source>/gitops/overlays/dev` failed exit status 1: Error: accumulating resources: evalsymlink failure on '<path to cached source>/gitops/overlays/dev/release/base' : lstat <path to cached source>/gitops/releases/9999-gone: no such file or directory"
  const [reason] = reasonsOf(application({ conditions: [{ type: 'ComparisonError', message }] }), [])
  assert.match(reason!.message, /^gitops\/releases\/9999-gone does not exist in the repository\. `kustomize build/)
})

test('a pod that ends again and again is told by its status and restarts', () => {
  const pod: TreeNode = { kind: 'Pod', name: 'order-6c4-x', uid: 'p', health: { status: 'Degraded' }, info: [{ name: 'Status Reason', value: 'CrashLoopBackOff' }, { name: 'Containers', value: '0/1' }, { name: 'Restart Count', value: '3' }] }
  assert.deepEqual(reasonsOf(application({ health: { status: 'Progressing' } }), [pod]), [{ about: 'Pod/order-6c4-x', message: 'CrashLoopBackOff, restarted 3 times' }])
})

test('a sync that runs is named after the object it waits for, when that one is degraded', () => {
  const waiting = { phase: 'Running', message: 'waiting for healthy state of apps/Deployment/order' }
  const reasons = reasonsOf(application({ operationState: waiting, health: { status: 'Degraded' } }), pulling)
  assert.equal(reasons[0]!.about, 'Pod/order-6c4-x')
  const alone = reasonsOf(application({ operationState: waiting, health: { status: 'Progressing' } }), [])
  assert.deepEqual(alone, [{ about: 'Sync Running', message: waiting.message }])
})
