import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bomOf } from './sbom.ts'

test('a bill of materials has each installed package once, with its purl and hash, and the same contents give the same bytes', () => {
  const lock = { packages: {
    '': { dependencies: {} },
    'apps/order': { version: '0.1.0' },
    'node_modules/@jari/order': { resolved: 'apps/order', link: true },
    'node_modules/koa': { version: '3.3.0', integrity: `sha512-${Buffer.alloc(64, 1).toString('base64')}` },
    'node_modules/koa/node_modules/debug': { version: '4.0.0' },
    'node_modules/debug': { version: '4.0.0' },
    'node_modules/@mikro-orm/core': { version: '7.2.1' },
  } }
  const bom = bomOf(lock, 'order', 'a'.repeat(40))
  assert.deepEqual(bom.components.map(({ purl }) => purl), ['pkg:npm/%40mikro-orm/core@7.2.1', 'pkg:npm/debug@4.0.0', 'pkg:npm/koa@3.3.0'])
  assert.deepEqual(bom.components[2]?.hashes, [{ alg: 'SHA-512', content: '01'.repeat(64) }])
  assert.match(bom.serialNumber, /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/)
  assert.deepEqual(bomOf(lock, 'order', 'a'.repeat(40)), bom)
})
