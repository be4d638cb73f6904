import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ContainerStatus, Pod } from '../argocd/types.ts'
import { podCause } from './pod-causes.ts'

const pod = (status: Partial<ContainerStatus>, more: Partial<Pod['status']> = {}): Pod => ({
  metadata: { name: 'order-1', uid: 'u' },
  spec: { containers: [{ name: 'order', image: 'localhost:5000/jari/order@sha256:ab', resources: { limits: { memory: '128Mi' } } }] },
  status: { phase: 'Pending', containerStatuses: [{ name: 'order', ready: false, restartCount: 0, ...status }], ...more },
})

test('an image that cannot be pulled is named', () => {
  const cause = podCause(pod({ state: { waiting: { reason: 'ImagePullBackOff', message: 'not found' } } }))
  assert.equal(cause?.text, 'image localhost:5000/jari/order@sha256:ab cannot be pulled (pod order-1): not found')
})

test('a missing secret is a container that cannot start', () => {
  const cause = podCause(pod({ state: { waiting: { reason: 'CreateContainerConfigError', message: 'secret "order-db" not found' } } }))
  assert.equal(cause?.text, 'container order of pod order-1 cannot start: secret "order-db" not found')
})

test('the first crash is given time, the third is not', () => {
  const crash = (restartCount: number) => podCause(pod({ restartCount, state: { waiting: { reason: 'CrashLoopBackOff' } }, lastState: { terminated: { exitCode: 1 } } }))
  assert.deepEqual([0, 2].map((count) => crash(count)?.patience), [30_000, 3_000])
})

test('a container that was killed for its memory says so with the limit', () => {
  assert.match(podCause(pod({ restartCount: 1, lastState: { terminated: { exitCode: 137, reason: 'OOMKilled' } } }))?.text ?? '', /ran out of memory \(limit 128Mi\)/)
})

test('a pod that fits on no node says why, one that is starting says nothing', () => {
  const conditions = [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: '0/1 nodes are available: 1 Insufficient cpu.' }]
  assert.match(podCause({ ...pod({}), status: { phase: 'Pending', conditions } })?.text ?? '', /fits on no node: 0\/1 nodes/)
  assert.equal(podCause(pod({ state: { waiting: { reason: 'ContainerCreating' } } })), undefined)
})

test('a container that runs and is not ready is a cause, but not before a service has had time to start', () => {
  const cause = podCause(pod({ state: { running: {} } }, { phase: 'Running' }))
  assert.equal(cause?.text, 'container order of pod order-1 runs and does not get ready')
  assert.equal(cause?.patience, 75_000)
  assert.equal(podCause(pod({ ready: true, state: { running: {} } }, { phase: 'Running' })), undefined)
})
