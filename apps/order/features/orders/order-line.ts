import type { Item, MenuOption } from '@jari/contract/menu.ts'
import type { CartLine, Chosen, OrderedChoice, OrderLine } from '@jari/contract/order.ts'
import type { Fault } from '@jari/contract/problem.ts'
import type { StoreMenu } from '../menu/store-menu.ts'

/** A line at today's names and prices; puts what is wrong with its choices into `faults`. `index` counts from 0. */
export function orderLine(cart: CartLine, item: Item, menu: StoreMenu, index: number, faults: Fault[]): OrderLine {
  const options = orderedChoices(cart.options ?? [], item, menu, `#/lines/${index}/options`, faults)
  const unitPrice = item.price + options.reduce((sum, { price, count, amount }) => sum + (amount === 'none' ? 0 : price * count), 0)
  return { id: index + 1, itemId: cart.itemId, names: item.names, options, unitPrice, quantity: cart.quantity, note: cart.note || null, stations: item.stations, done: false, refunded: 0 }
}

function orderedChoices(chosen: readonly Chosen[], item: Item, menu: StoreMenu, pointer: string, faults: Fault[]): OrderedChoice[] {
  const fault = (at: string, detail: string) => void faults.push({ in: 'body', pointer: `${pointer}${at}`, detail })
  const taken: OrderedChoice[] = []
  for (const [i, { id, count = 1, amount = null }] of chosen.entries()) {
    const found = menu.choices.get(id)
    if (!found || !item.options.includes(found.optionId)) fault(`/${i}/id`, 'is no choice of this item')
    else if (taken.some((one) => one.id === id)) fault(`/${i}/id`, 'is there twice')
    else if (count > 1 && !menu.options.get(found.optionId)?.countable) fault(`/${i}/count`, 'cannot be taken more than once')
    else taken.push({ id, optionId: found.optionId, names: found.choice.names, price: found.choice.price, count, amount })
  }
  for (const optionId of item.options) {
    const option = menu.options.get(optionId)
    if (!option) continue
    const of = taken.filter((one) => one.optionId === optionId)
    const times = of.reduce((sum, one) => sum + (one.amount === 'none' ? 0 : one.count), 0)
    if (times > option.max) fault('', `${optionId} can be chosen ${option.max === 1 ? 'once' : `${option.max} times`} at most`)
    if (option.required && of.length === 0) {
      const usual = usualChoice(option)
      if (usual) taken.push(usual)
      else if (!faults.some((one) => one.pointer.startsWith(`${pointer}/`))) fault('', `needs a choice of ${optionId}: ${option.choices.map((choice) => choice.id).join(', ')}`)
    }
  }
  return taken
}

/** What an order gets that says nothing of a required option. */
function usualChoice(option: MenuOption): OrderedChoice | null {
  const choice = option.choices.find((one) => one.id === option.default)
  return choice ? { id: choice.id, optionId: option.id, names: choice.names, price: choice.price, count: 1, amount: null } : null
}
