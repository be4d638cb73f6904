import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

test('the client imports nothing that a browser does not have', () => {
  const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  assert.ok(files.length > 0)
  for (const name of files) {
    const imports = [...readFileSync(join(import.meta.dirname, name), 'utf8').matchAll(/from '([^']+)'/g)].map((match) => match[1] ?? '')
    assert.deepEqual(imports.filter((from) => !from.startsWith('./') && !from.startsWith('@jari/contract/')), [], name)
  }
})
