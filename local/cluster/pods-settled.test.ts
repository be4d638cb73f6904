import assert from 'node:assert/strict'
import { test } from 'node:test'
import { staleOf, type PodStatus } from './pods-settled.ts'

const pod = (name: string, startedAt?: string): PodStatus => ({
  metadata: { namespace: 'jari-dev', name },
  spec: { restartPolicy: 'Always' },
  status: { containerStatuses: [{ state: startedAt ? { running: { startedAt } } : {} }] },
})

test('a container that runs since before the node began is one of the node before', () => {
  const pods = [pod('old', '2026-11-21T03:59:59Z'), pod('new', '2026-11-21T04:00:00Z'), pod('waiting')]
  assert.deepEqual(staleOf(pods, '2026-11-21T04:00:00.700Z'), ['jari-dev/old'])
})

test('a pod whose containers have not been told of is not stale', () => {
  assert.deepEqual(staleOf([{ metadata: { namespace: 'ingress', name: 'fresh' }, spec: { restartPolicy: 'Always' }, status: {} }], '2026-11-21T04:00:00Z'), [])
})

test('an ended container is waited for where it is to be started again, and not in the pod of a Job', () => {
  const ended = (name: string, restartPolicy: string): PodStatus => ({ ...pod(name), spec: { restartPolicy }, status: { containerStatuses: [{ state: { terminated: {} } }] } })
  assert.deepEqual(staleOf([ended('order', 'Always'), ended('migrations', 'Never')], '2026-11-21T04:00:00Z'), ['jari-dev/order'])
})
