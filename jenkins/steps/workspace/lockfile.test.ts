import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changesBetween, type Lockfile, lockOf } from './lockfile.ts'

const lock: Lockfile = {
  packages: {
    '': { dependencies: { zx: '1' } },
    'apps/order': { dependencies: { '@jari/feed': '1', koa: '3' }, devDependencies: { vite: '8' } },
    'packages/feed': { dependencies: { ws: '8' } },
    'node_modules/@jari/order': { resolved: 'apps/order', link: true },
    'node_modules/@jari/feed': { resolved: 'packages/feed', link: true },
    'node_modules/koa': { version: '3', dependencies: { debug: '4' } },
    'node_modules/koa/node_modules/debug': { version: '4' },
    'node_modules/debug': { version: '2' },
    'node_modules/ws': { version: '8', peerDependencies: { bufferutil: '4' } },
    'node_modules/vite': { version: '8' },
    'node_modules/zx': { version: '1' },
  },
}

test('an app\'s part of the lock file is what it reaches, nested versions first, and nothing else', () => {
  const part = lockOf(lock, 'apps/order')
  assert.deepEqual(Object.keys(part.packages).toSorted(), ['', 'apps/order', 'node_modules/@jari/feed', 'node_modules/@jari/order', 'node_modules/koa', 'node_modules/koa/node_modules/debug', 'node_modules/ws', 'packages/feed'])
  assert.deepEqual(part.packages[''], { name: 'jari', workspaces: ['apps/order', 'packages/feed'] })
  assert.equal(part.packages['apps/order']?.devDependencies, undefined)
})

test('with dev the app\'s own build tools are in it', () => {
  assert.ok('node_modules/vite' in lockOf(lock, 'apps/order', { dev: true }).packages)
})

test('what changed between two lock files is told by package', () => {
  const after: Lockfile = { packages: { ...lock.packages, 'node_modules/koa': { version: '4' }, 'node_modules/new': { version: '1' } } }
  const { 'node_modules/debug': _, ...rest } = after.packages
  assert.deepEqual(changesBetween(lock, { packages: rest }), ['koa 3 → 4', 'new 1 (new)', 'debug (gone)'])
})
