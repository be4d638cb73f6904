import assert from 'node:assert/strict'
import { test } from 'node:test'
import { places } from '../environments.ts'
import type { Application } from './application.ts'
import { environmentOf, type ReleaseAt } from './environment.ts'

const dev = places[0]!
/** Revisions a to d of the repository, by the release that dev's link named there. */
const links: Record<string, string> = { a: '0001-a', b: '0002-b', c: '0002-b', d: '0003-d' }
const releaseAt: ReleaseAt = async (_, revision) => links[revision] ?? null
const reduce = (status: NonNullable<Application['status']>) =>
  environmentOf(dev, 'http://dev.jari.localhost:8801/', { application: { metadata: { name: 'jari-dev' }, status }, tree: [] }, '', releaseAt)

test('an environment runs what was deployed last, since the first deployment of that release', async () => {
  const environment = await reduce({
    sync: { status: 'Synced', revision: 'c' }, health: { status: 'Healthy' }, operationState: { phase: 'Succeeded' },
    history: [{ revision: 'a', deployedAt: '2026-01-01T00:00:00Z' }, { revision: 'b', deployedAt: '2026-01-02T00:00:00Z' }, { revision: 'c', deployedAt: '2026-01-03T00:00:00Z' }],
  })
  assert.equal(environment.release, '0002-b')
  assert.equal(environment.since, '2026-01-02T00:00:00Z')
  assert.equal(environment.target, null)
  assert.equal(environment.reason, null)
})

test('a release that git wants and that does not run yet is on its way', async () => {
  const environment = await reduce({
    sync: { status: 'OutOfSync', revision: 'd' }, health: { status: 'Healthy' }, operationState: { phase: 'Running', message: 'waiting for hook Job/order-migrate' },
    history: [{ revision: 'b', deployedAt: '2026-01-02T00:00:00Z' }],
  })
  assert.equal(environment.release, '0002-b')
  assert.equal(environment.target, '0003-d')
  assert.equal(environment.operation, 'Running')
  assert.equal(environment.reason, 'Sync Running: waiting for hook Job/order-migrate')
})

test('an application that Argo CD does not have is unknown, with the reason', async () => {
  const environment = await environmentOf(dev, 'http://x/', undefined, 'Argo CD does not answer (ECONNREFUSED)', releaseAt)
  assert.deepEqual([environment.sync, environment.health, environment.release], ['Unknown', 'Unknown', ''])
  assert.equal(environment.reason, 'Argo CD does not answer (ECONNREFUSED)')
})

test('an environment that is Synced and never had anything to deploy runs what git says', async () => {
  const environment = await reduce({ sync: { status: 'Synced', revision: 'a' }, health: { status: 'Healthy' } })
  assert.deepEqual([environment.release, environment.target, environment.since], ['0001-a', null, null])
})
