import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { test } from 'node:test'
import { filesUsedBy } from './imports.ts'

test('a service uses what it imports, types and packages of the workspace included, and nothing else', (t) => {
  const checkout = mkdtempSync(join(tmpdir(), 'jari-imports-'))
  t.after(() => rmSync(checkout, { recursive: true }))
  const files = {
    'apps/order/main.ts': "import Koa from 'koa'\nimport { app } from './app.ts'\nimport type { Order } from '@jari/contract/order.ts'",
    'apps/order/app.ts': "export { feed } from '@jari/feed/client/feed.ts'\nawait import('./late.ts')",
    'apps/order/late.ts': "import './main.ts'",
    'apps/order/app.test.ts': "import './app.ts'",
    'packages/contract/order.ts': "import './gone.ts'",
    'packages/feed/client/feed.ts': '',
    'packages/feed/server.ts': '',
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(checkout, path)), { recursive: true })
    writeFileSync(join(checkout, path), text)
  }
  const used = [...filesUsedBy('apps/order/main.ts', checkout)].map((path) => relative(checkout, path)).toSorted()
  assert.deepEqual(used, ['apps/order/app.ts', 'apps/order/late.ts', 'apps/order/main.ts', 'packages/contract/gone.ts', 'packages/contract/order.ts', 'packages/feed/client/feed.ts'])
})
