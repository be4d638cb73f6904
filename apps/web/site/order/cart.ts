import type { Menu, MenuItem } from '@jari/contract/menu.ts'

/** What a guest is about to order: how many of each item, in the order they were first added. */
export type Cart = ReadonlyMap<string, number>

/** The most of one item that an order takes. */
const most = 99

/** The cart with `by` more (or less) of an item; at none the item leaves it. */
export function changeCart(cart: Cart, itemId: string, by: number): Cart {
  const next = new Map(cart)
  const quantity = Math.min(most, (cart.get(itemId) ?? 0) + by)
  if (quantity > 0) next.set(itemId, quantity)
  else next.delete(itemId)
  return next
}

/** The cart's lines with their items. Items that left the menu meanwhile are left out. */
export function cartLines(cart: Cart, menu: Menu): { item: MenuItem; quantity: number }[] {
  return [...cart].flatMap(([itemId, quantity]) => {
    const item = menu.items.find((one) => one.id === itemId)
    return item ? [{ item, quantity }] : []
  })
}

/** What the cart costs, in minor units. */
export function cartTotal(cart: Cart, menu: Menu): number {
  return cartLines(cart, menu).reduce((sum, { item, quantity }) => sum + item.price * quantity, 0)
}
