import { plural } from '../english/plurals.ts'
import type { CartLine, CartOption } from '../orders/cart.ts'
import type { ReplyNames, ReplyPart } from './part.ts'

/** One part of a reply in English. */
export function renderEnglish(part: ReplyPart, names: ReplyNames): string {
  switch (part.kind) {
    case 'taken':
      return `I have ${listed(part.lines.map(line => counted(line, names)), 'and')}.`
    case 'order':
      return `Your order is ${listed(part.lines.map(line => counted(line, names)), 'and')}.`
    case 'askOption':
      return `How would you like the ${names.item(part.item)}: ${listed(part.choices.map(names.choice), 'or')}?`
    case 'askWhich':
      return `Which one would you like: ${listed(part.items.map(names.item), 'or')}?`
    case 'askQuantity':
      return `Did you say ${part.quantity} ${plural(names.item(part.item))}?`
    case 'soldOut':
      return `The ${names.item(part.item)} is sold out.`
    case 'notOnMenu':
      return 'That is not on the menu.'
    case 'askConfirm':
      return 'Shall I place the order?'
    case 'cancelled':
      return 'I cancelled the whole order.'
    case 'empty':
      return 'There is nothing in the order yet.'
    case 'askStaff':
      return 'I will ask somebody of the shop.'
    case 'notUnderstood':
      return 'I did not get that. Could you say it again?'
    case 'anythingElse':
      return 'Anything else?'
  }
}

function listed(said: readonly string[], word: 'and' | 'or'): string {
  if (said.length < 2) return said[0] ?? ''
  return `${said.slice(0, -1).join(', ')} ${word} ${said.at(-1)}`
}

function counted(line: CartLine, names: ReplyNames): string {
  const plain = line.options.filter(option => option.amount === undefined && option.count === undefined).map(option => names.choice(option.id))
  const special = line.options.filter(option => option.amount !== undefined || option.count !== undefined).map(option => qualified(option, names))
  const name = [...plain, line.quantity === 1 ? names.item(line.item) : plural(names.item(line.item))].join(' ')
  const extra = special.length > 0 ? ` with ${listed(special, 'and')}` : ''
  return `${line.quantity === 1 ? article(name) : line.quantity} ${name}${extra}`
}

const amounts = { none: 'no', light: 'light', extra: 'extra' }

function qualified({ id, count, amount }: CartOption, names: ReplyNames): string {
  if (amount) return `${amounts[amount]} ${names.choice(id)}`
  return `${count ?? 1} ${(count ?? 1) > 1 ? plural(names.choice(id)) : names.choice(id)}`
}

/** 'a' or 'an', by the first sound: an iced latte, a unicorn latte, an hour. */
function article(name: string): string {
  const word = name.toLowerCase()
  if (/^(?:hour|honest|honor|heir)/.test(word)) return 'an'
  if (/^(?:uni|use|euro|one|once|u[bcfhjkqrstn][aeiou])/.test(word)) return 'a'
  return /^[aeiou]/.test(word) ? 'an' : 'a'
}
