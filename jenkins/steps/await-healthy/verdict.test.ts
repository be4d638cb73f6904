import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ManagedObject, Pod } from '../argocd/types.ts'
import type { Observation } from './observation.ts'
import { causes, missing, type Wanted } from './verdict.ts'

const wanted: Wanted = { release: '0002-b', contains: (revision) => revision === 'new', changedSince: () => undefined }
const labels = (release: string) => ({ metadata: { labels: { 'jari.dev/release': release } } })
const deployment = (release: string): ManagedObject => ({ kind: 'Deployment', name: 'order', hook: false, target: labels('0002-b'), live: labels(release) })
const look = (release: string, revision: string, more: Partial<Observation> = {}): Observation => ({
  application: { status: { sync: { status: 'Synced', revision }, health: { status: 'Healthy' }, operationState: { phase: 'Succeeded', syncResult: { revision } } } },
  tree: [], managed: [deployment(release)], pods: [], jobs: new Map(), ...more,
})
const crashing: Pod = {
  metadata: { name: 'order-1' },
  spec: { containers: [{ name: 'order', image: 'i' }] },
  status: { phase: 'Running', containerStatuses: [{ name: 'order', ready: false, restartCount: 2, state: { waiting: { reason: 'CrashLoopBackOff' } }, lastState: { terminated: { exitCode: 3 } } }] },
}
const pods = [{ pod: crashing, owner: { kind: 'Deployment', name: 'order' } }]

test('nothing is missing when revision, operation, labels and health agree', () => {
  assert.deepEqual(missing(look('0002-b', 'new'), wanted), [])
})

test('an older revision or an object of another release is missing, however Healthy', () => {
  assert.match(missing(look('0002-b', 'old'), wanted).join(), /compares old yet.*no sync of it has succeeded/)
  assert.match(missing(look('0001-a', 'new'), wanted).join(), /1 objects are not of 0002-b yet, among them Deployment order/)
})

test('a commit that renders to what the last sync applied is done without a sync of its own, one that changes a hook alone is named', () => {
  const compared = (synced: string): Observation['application'] => ({ status: { sync: { status: 'Synced', revision: 'new' }, health: { status: 'Healthy' }, operationState: { phase: 'Succeeded', syncResult: { revision: synced } } } })
  const after = (changed: string[]): Wanted => ({ ...wanted, changedSince: (revision) => (revision === 'old' ? changed : undefined) })
  const seen = look('0002-b', 'new', { application: compared('old') })
  assert.deepEqual(missing(seen, after([])), [])
  assert.deepEqual(causes(seen, after([])), [])
  assert.match(missing(seen, after(['job-order-migrations'])).join(), /no sync of it has succeeded/)
  assert.match(causes(seen, after(['job-order-migrations']))[0]?.text ?? '', /only job-order-migrations changed/)
})

test('an object that git wants without the label is not waited for, but at least one must carry it', () => {
  const bare: ManagedObject = { kind: 'Secret', name: 's', hook: false, target: {}, live: {} }
  assert.deepEqual(missing(look('0002-b', 'new', { managed: [deployment('0002-b'), bare] }), wanted), [])
  assert.match(missing(look('0002-b', 'new', { managed: [bare] }), wanted).join(), /no object of it/)
})

test('a crashing pod is blamed on the release only when its workload is of it and its sync has begun', () => {
  assert.deepEqual(causes(look('0002-b', 'new', { pods }), wanted).map(({ text }) => text), ['container order of pod order-1 crashes at start with exit code 3'])
  assert.deepEqual(causes(look('0001-a', 'new', { pods }), wanted), [])
  assert.deepEqual(causes(look('0002-b', 'old', { pods }), wanted), [])
})

test('a failed hook counts when its Job is of this release, not when the last one left it', () => {
  const failed = { phase: 'Running' as const, syncResult: { revision: 'new', resources: [{ kind: 'Job', name: 'order-migrations', hookType: 'Sync', hookPhase: 'Failed', message: 'backoff limit' }] } }
  const at = (release: string) => look('0002-b', 'new', { application: { status: { operationState: failed } }, jobs: new Map([['order-migrations', release]]) })
  assert.deepEqual(causes(at('0002-b'), wanted).map(({ text, patience }) => [text, patience]), [['the migration order-migrations failed: backoff limit', 0]])
  assert.deepEqual(causes(at('0001-a'), wanted), [])
  const deleted = look('0002-b', 'new', { application: { status: { operationState: failed } } })
  assert.match(causes(deleted, wanted)[0]?.text ?? '', /order-migrations failed/, 'Argo CD deletes one that failed')
})

test('Degraded counts at once for a Deployment, after 90 s for an autoscaler', () => {
  const node = (kind: string) => ({ kind, name: 'order', health: { status: 'Degraded', message: 'm' } })
  const hpa: ManagedObject = { ...deployment('0002-b'), kind: 'HorizontalPodAutoscaler' }
  const found = causes(look('0002-b', 'new', { managed: [deployment('0002-b'), hpa], tree: [node('Deployment'), node('HorizontalPodAutoscaler')] }), wanted)
  assert.deepEqual(found.map(({ patience }) => patience), [0, 90_000])
})

test('a policy that refuses an object is named as one', () => {
  const message = 'deployments "order" is forbidden: ValidatingAdmissionPolicy \'images\' denied request: images must come from localhost:5000/'
  const operationState = { phase: 'Running' as const, syncResult: { revision: 'new', resources: [{ kind: 'Deployment', name: 'order', status: 'SyncFailed', message }] } }
  assert.match(causes(look('0001-a', 'new', { application: { status: { operationState } } }), wanted)[0]?.text ?? '', /^a policy refuses Deployment order: /)
})

test('a patch that hits nothing is named as such, other faults of the manifests as they are', () => {
  const text = (message: string) => causes(look('0001-a', 'new', { application: { status: { conditions: [{ type: 'ComparisonError', message }] } } }), wanted)[0]?.text ?? ''
  assert.match(text('rpc error: code = Unknown desc = `kustomize build x` failed exit status 1: Error: replace operation does not apply: doc is missing path: /spec/nothing: missing value'), /^a patch hits nothing: `kustomize build/)
  assert.match(text('rpc error: code = Unknown desc = yaml: line 3'), /^the manifests cannot be made: yaml: line 3$/)
})
