import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Workspace } from './packages.ts'
import { touchedBy } from './touched.ts'

const workspace = (folder: string, name: string, dependencies: string[], extra: Partial<Workspace> = {}): Workspace => ({ folder, name, hasBuild: false, dependencies, devDependencies: [], ...extra })
const workspaces = [
  workspace('apps/store', '@jari/store', ['@jari/service']),
  workspace('apps/order', '@jari/order', ['@jari/service', '@jari/feed']),
  workspace('apps/web', '@jari/web', ['@jari/service'], { hasBuild: true, devDependencies: ['@jari/feed'] }),
  workspace('packages/service', '@jari/service', ['@jari/contract']),
  workspace('packages/feed', '@jari/feed', ['@jari/contract']),
  workspace('packages/contract', '@jari/contract', []),
]
const touched = (...files: string[]) => [...touchedBy(files, ['order', 'store', 'web'], workspaces, (service) => (service === 'store' ? ['koa 3 → 4'] : [])).services.keys()]

test('an app touches itself, a package all that use it, directly, through others or in their bundle', () => {
  assert.deepEqual(touched('apps/order/main.ts'), ['order'])
  assert.deepEqual(touched('packages/feed/log.ts'), ['order', 'web'])
  assert.deepEqual(touched('packages/contract/order.ts'), ['order', 'store', 'web'])
})

test('tests, texts, tools and what machines write touch nothing', () => {
  assert.deepEqual(touched('apps/order/main.test.ts', 'packages/feed/test/server.ts', 'docs/x.md', 'apps/order/README.md', 'jenkins/steps/cli.ts', 'gitops/releases/0001-a/base/x.yaml'), [])
})

test('package-lock.json touches those whose part of it changed', () => {
  assert.deepEqual(touched('package-lock.json'), ['store'])
})

test('base and components are manifests, overlays are not, and machines are no people', () => {
  const { manifests, byPeople } = touchedBy(['gitops/base/order/service.yaml', 'gitops/overlays/dev/kustomization.yaml', 'gitops/overlays/dev/release', 'gitops/rendered/dev/x.yaml', 'gitops/holds.yaml'], [], [], () => [])
  assert.deepEqual(manifests, ['gitops/base/order/service.yaml'])
  assert.deepEqual(byPeople, ['gitops/base/order/service.yaml', 'gitops/overlays/dev/kustomization.yaml'])
})
