import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ArgoCD } from '../argocd/client.ts'
import type { Event, Pod, TreeNode } from '../argocd/types.ts'
import type { Cause } from './cause.ts'
import { explained } from './explain.ts'
import type { Observation } from './observation.ts'
import { degradedCause } from './sync-causes.ts'
import { podCause } from './pod-causes.ts'

const pod: Pod = { metadata: { name: 'order-1', uid: 'u' }, spec: { containers: [{ name: 'app', image: 'i' }] }, status: { phase: 'Running', containerStatuses: [{ name: 'app', ready: false, restartCount: 0, state: { running: {} } }] } }
const tree: TreeNode[] = [{ kind: 'Deployment', name: 'order', health: { status: 'Degraded', message: 'exceeded its progress deadline' } }, { kind: 'Pod', name: 'order-1', namespace: 'jari-dev', uid: 'u' }]
const observation: Observation = { application: {}, tree, managed: [], pods: [{ pod, owner: { kind: 'Deployment', name: 'order' } }], jobs: new Map() }
const probe: Event = { type: 'Warning', reason: 'Unhealthy', message: 'Readiness probe failed: HTTP probe failed with statuscode: 503' }

/** The first line that is told of a cause. */
async function firstLine(cause: Cause | undefined, { log = [] as string[], events = [probe], changed = [] as string[] }): Promise<string> {
  const argo = { logs: async () => log, events: async (_: string, { namespace }: TreeNode) => (namespace === 'jari-dev' ? events : []) } as unknown as ArgoCD
  const text = await explained(argo, { application: 'jari-dev', environment: 'dev', changed }, cause!, observation, { look: async () => {}, linesOf: () => [] })
  return text.split('\n')[0]!
}

test('of a pod that does not get ready the probe, what it lacks, and what came with the release are told', async () => {
  const log = ['{"level":"info","msg":"serving"}', '{"level":"warn","msg":"not ready: database: connect ECONNREFUSED 10.0.0.7:3306"}', '{"msg":"request"}']
  assert.equal(
    await firstLine(podCause(pod), { log, changed: ['networkpolicy-order'] }),
    'dev: container app of pod order-1 runs and does not get ready: Unhealthy: Readiness probe failed: HTTP probe failed with statuscode: 503: not ready: database: connect ECONNREFUSED 10.0.0.7:3306 (changed with it: networkpolicy-order)',
  )
})

test('a Deployment that gives up is explained by its pod', async () => {
  const cause = degradedCause(tree[0]!)
  assert.equal(await firstLine(cause, { log: ['{"level":"info","msg":"request"}'] }), 'dev: Deployment order is Degraded: exceeded its progress deadline: Unhealthy: Readiness probe failed: HTTP probe failed with statuscode: 503')
  assert.equal(await firstLine(cause, { log: ['{"level":"info","msg":"request"}'], events: [] }), 'dev: Deployment order is Degraded: exceeded its progress deadline')
  assert.equal(await firstLine(cause, { log: ['all is well'], events: [] }), 'dev: Deployment order is Degraded: exceeded its progress deadline: all is well')
})

test('a container that crashes is explained by the last thing it said, whatever its probe found', async () => {
  const crashed: Pod = { ...pod, status: { phase: 'Running', containerStatuses: [{ name: 'app', ready: false, restartCount: 2, state: { waiting: { reason: 'CrashLoopBackOff' } }, lastState: { terminated: { exitCode: 7 } } }] } }
  const refused: Event = { type: 'Warning', reason: 'Unhealthy', message: 'Startup probe failed: connect: connection refused' }
  assert.equal(await firstLine(podCause(crashed), { log: ['no such setting'], events: [refused] }), 'dev: container app of pod order-1 crashes at start with exit code 7: no such setting')
  assert.equal(await firstLine(podCause(crashed), { log: [], events: [refused] }), 'dev: container app of pod order-1 crashes at start with exit code 7: Unhealthy: Startup probe failed: connect: connection refused')
})

test('of several probes that failed the newest one is told', async () => {
  const refused: Event = { type: 'Warning', reason: 'Unhealthy', message: 'Startup probe failed: connect: connection refused', lastTimestamp: '2026-11-26T12:52:20Z' }
  const wrong: Event = { type: 'Warning', reason: 'Unhealthy', message: 'Readiness probe failed: HTTP probe failed with statuscode: 404', lastTimestamp: '2026-11-26T12:53:30Z' }
  for (const events of [[refused, wrong], [wrong, refused]]) assert.match(await firstLine(podCause(pod), { events }), /does not get ready: Unhealthy: Readiness probe failed: HTTP probe failed with statuscode: 404$/)
})
