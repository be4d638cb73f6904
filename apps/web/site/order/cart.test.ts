import { menuItemSchema, type Menu } from '@jari/contract/menu.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cartLines, cartTotal, changeCart, type Cart } from './cart.ts'

const empty: Cart = new Map()
const item = (id: string, price: number) => menuItemSchema.parse({ id, names: { en: id, ko: id }, category: 'coffee', price, available: true, soldOut: false, remaining: null })
const menu: Menu = { storeId: 's', currency: 'KRW', version: 'v', categories: [], stations: [], options: [], items: [item('latte', 5000), item('tea', 4000)] }

test('adding counts up, taking away counts down to nothing', () => {
  const two = changeCart(changeCart(empty, 'latte', 1), 'latte', 1)
  assert.deepEqual([...two], [['latte', 2]])
  assert.deepEqual([...changeCart(changeCart(two, 'latte', -1), 'latte', -1)], [])
  assert.deepEqual([...changeCart(empty, 'latte', -1)], [])
})

test('a cart is never changed in place', () => {
  const one = changeCart(empty, 'latte', 1)
  changeCart(one, 'latte', 1)
  assert.equal(one.get('latte'), 1)
})

test('no more of an item than an order takes', () => {
  assert.equal(changeCart(new Map([['latte', 99]]), 'latte', 1).get('latte'), 99)
})

test('the total counts each item by its price; what left the menu is not counted', () => {
  const cart: Cart = new Map([['latte', 2], ['tea', 1], ['gone', 5]])
  assert.equal(cartTotal(cart, menu), 14_000)
  assert.deepEqual(cartLines(cart, menu).map((line) => line.item.id), ['latte', 'tea'])
})
