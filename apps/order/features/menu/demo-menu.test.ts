import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Json } from './merge-patch.ts'
import { demoMenu } from './demo-menu.ts'
import { readMenu } from './menu-at.ts'

test('the demo menu is a whole menu of thirty items and more, named in both languages', () => {
  const read = readMenu(JSON.parse(JSON.stringify(demoMenu)) as Json)
  assert.ok('document' in read, JSON.stringify(read))
  const items = Object.values(read.document.items)
  assert.ok(items.length >= 30)
  for (const { names } of items) assert.match(names.ko, /[가-힣]/)
  assert.equal(new Set(items.map(({ names }) => names.ko)).size, items.length)
})
