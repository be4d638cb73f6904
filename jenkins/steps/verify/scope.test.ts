import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Workspace } from '../workspace/packages.ts'
import { scopeOf } from './scope.ts'

const workspace = (folder: string, name: string, dependencies: string[]): Workspace => ({ folder, name, hasBuild: false, dependencies, devDependencies: [] })
const workspaces = [workspace('apps/order', '@jari/order', ['@jari/feed']), workspace('apps/store', '@jari/store', []), workspace('packages/feed', '@jari/feed', [])]

test('a change in a package runs the tests of all that use it', () => {
  assert.deepEqual(scopeOf(['packages/feed/log.ts'], workspaces), { code: true, manifests: false, tests: ['apps/order', 'packages/feed'] })
})

test('a change of manifests checks them and runs no service\'s tests, a change of texts asks for nothing', () => {
  assert.deepEqual(scopeOf(['gitops/base/order/service.yaml'], workspaces), { code: false, manifests: true, tests: ['jenkins'] })
  assert.deepEqual(scopeOf(['docs/x.md', 'README.md'], workspaces), { code: false, manifests: false, tests: [] })
})

test('new packages and a first release concern everything', () => {
  const all = ['apps/order', 'apps/store', 'packages/feed', 'jenkins', 'local']
  assert.deepEqual(scopeOf(['package-lock.json'], workspaces).tests, all)
  assert.deepEqual(scopeOf(undefined, workspaces), { code: true, manifests: true, tests: all })
})
