import assert from 'node:assert/strict'
import { test } from 'node:test'
import { previewChange } from './change-menu.ts'
import { changesAt, foldMenu, readMenu, versionOf } from './menu-at.ts'
import type { PlannedChange } from './menu-at.ts'
import type { Json } from './merge-patch.ts'

const change = (id: string, effectiveAt: number, patch: Json, storeIds: string[] | null = null, undone = false): PlannedChange => ({ id, effectiveAt, patch, storeIds, undone })
const price = (value: number) => ({ items: { tea: { price: value } } })
const names = { en: 'Tea', ko: '차' }
const base = change('1', 0, { currency: 'KRW', categories: { c: { names } }, items: { tea: { names, category: 'c', price: 100 } } })
const priceAt = (changes: PlannedChange[], store: string | null, at: number) => (foldMenu(changesAt(changes, store, at)) as { items: { tea: { price: number } } }).items.tea.price

test('changes apply in the order in which they take effect, those of the same moment in the order they were made', () => {
  const changes = [change('9', 10, price(300)), base, change('2', 20, price(200)), change('3', 20, price(250))]
  assert.deepEqual([0, 10, 19, 20].map((at) => priceAt(changes, null, at)), [100, 300, 300, 250])
})

test('a change for chosen stores is theirs only, and an undone one nobody’s', () => {
  const changes = [base, change('2', 5, price(150), ['a']), change('3', 6, price(175), null, true)]
  assert.deepEqual([priceAt(changes, 'a', 9), priceAt(changes, 'b', 9), priceAt(changes, null, 9)], [150, 100, 100])
  assert.notEqual(versionOf(changesAt(changes, 'a', 9)), versionOf(changesAt(changes, 'b', 9)))
})

test('names of things that are not there are faults, each with its place', () => {
  const menu = foldMenu([base, change('2', 0, { items: { tea: { options: ['size'], stations: ['bar'], category: 'x' } }, options: { milk: { names, default: 'goat', choices: [{ id: 'oat', names }] }, syrup: { names, choices: [{ id: 'oat', names }] } } })])
  const read = readMenu(menu)
  assert.ok('faults' in read)
  assert.deepEqual(read.faults.map(({ path }) => path.join('/')), ['options/milk/default', 'options/syrup/choices/0/id', 'items/tea/category', 'items/tea/options/0', 'items/tea/stations/0'])
})

test('a preview is of the moment the change takes effect, after what is planned before it', () => {
  const planned = change('2', 50, price(500))
  assert.deepEqual(previewChange([base, planned], change('3', 100, price(700)), 0), [{ storeId: null, differences: [{ pointer: '#/items/tea/price', before: 500, after: 700 }] }])
  assert.deepEqual(previewChange([base, planned], change('3', 0, price(500)), 10), [{ storeId: null, differences: [{ pointer: '#/items/tea/price', before: 100, after: 500 }] }])
})
