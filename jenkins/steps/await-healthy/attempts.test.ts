import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Pod } from '../argocd/types.ts'
import { failedAttempts } from './attempts.ts'
import type { SuspectPod } from './observation.ts'

const attempt = (name: string, phase: string, kind = 'Job'): SuspectPod => ({
  pod: { metadata: { name, namespace: 'jari-dev', uid: `uid-${name}` }, spec: { containers: [{ name: 'app' }] }, status: { phase } } as unknown as Pod,
  owner: { kind, name: 'order-migrations' },
})

test("a failed attempt's log is kept after its pod is gone, the newest one's, each read once", async () => {
  const asked: string[] = []
  const attempts = failedAttempts({ logs: async (_application, { name }) => (asked.push(name), [`${name} says why`]) }, 'jari-dev')
  assert.deepEqual(attempts.linesOf('order-migrations'), [])
  await attempts.look({ pods: [attempt('first', 'Running')] })
  await attempts.look({ pods: [attempt('first', 'Failed'), attempt('a-service', 'Failed', 'Deployment')] })
  await attempts.look({ pods: [attempt('first', 'Failed'), attempt('second', 'Failed')] })
  await attempts.look({ pods: [] })
  assert.deepEqual(attempts.linesOf('order-migrations'), ['second says why'])
  assert.deepEqual(asked, ['first', 'second'])
})

test('a log that was empty does not take the place of one that says something', async () => {
  const attempts = failedAttempts({ logs: async (_application, { name }) => (name === 'first' ? ['why'] : []) }, 'jari-dev')
  await attempts.look({ pods: [attempt('first', 'Failed')] })
  await attempts.look({ pods: [attempt('second', 'Failed')] })
  assert.deepEqual(attempts.linesOf('order-migrations'), ['why'])
})
