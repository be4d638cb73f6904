import type { Language } from '../language.ts'
import type { Menu } from '../orders/menu.ts'
import type { OrderAnswer } from '../orders/understanding.ts'
import { renderEnglish } from './render-english.ts'
import { renderKorean } from './render-korean.ts'
import type { ReplyNames, ReplyPart } from './part.ts'

/** What to answer to an understood sentence, part by part. */
export function replyTo(answer: Pick<OrderAnswer, 'act' | 'ask' | 'item' | 'cart'>, menu: Menu): ReplyPart[] {
  const { cart, ask } = answer
  const taken: ReplyPart[] = cart.length > 0 ? [{ kind: 'taken', lines: cart }] : []
  switch (answer.act) {
    case 'updated':
      return cart.length > 0 ? [...taken, { kind: 'anythingElse' }] : [{ kind: 'empty' }]
    case 'ask':
      return [...(ask?.quantity === undefined ? taken : []), ...question(ask, menu)]
    case 'unavailable':
      return [answer.item === undefined ? { kind: 'notOnMenu' } : { kind: 'soldOut', item: answer.item }, ...taken]
    case 'confirm':
      return cart.length > 0 ? [{ kind: 'order', lines: cart }, { kind: 'askConfirm' }] : [{ kind: 'empty' }]
    case 'cancelled':
      return [{ kind: 'cancelled' }]
    case 'repeat':
      return cart.length > 0 ? [{ kind: 'order', lines: cart }] : [{ kind: 'empty' }]
    case 'question':
      return [{ kind: 'askStaff' }]
    case 'unknown':
      return [{ kind: 'notUnderstood' }]
  }
}

function question(ask: OrderAnswer['ask'], menu: Menu): ReplyPart[] {
  if (!ask) return []
  if (ask.item === null) return [{ kind: 'askWhich', items: ask.choices ?? [] }]
  if (ask.quantity !== undefined) return [{ kind: 'askQuantity', item: ask.item, quantity: ask.quantity }]
  return [{ kind: 'askOption', item: ask.item, choices: (menu.groups.get(ask.option ?? '')?.choices ?? []).map(choice => choice.id) }]
}

/** A reply as a sentence to show and to read aloud. */
export function render(parts: readonly ReplyPart[], lang: Language, menu: Menu): string {
  const names = namesOf(menu, lang)
  return parts.map(part => (lang === 'ko' ? renderKorean(part, names) : renderEnglish(part, names))).join(' ')
}

const drinks = /coffee|tea|ade|smoothie|drink|juice|latte|beverage|wine|beer|cocktail|shake|음료|커피|차$|주스|술|맥주/i

function namesOf(menu: Menu, lang: Language): ReplyNames {
  const first = (names: { readonly [language: string]: readonly string[] | undefined } | undefined, id: string): string => names?.[lang]?.[0] ?? Object.values(names ?? {}).find(list => list?.[0])?.[0] ?? id
  return {
    item: id => first(menu.items.get(id)?.names, id),
    choice: id => first(menu.choices.get(id)?.names, id),
    drink: id => drinks.test(menu.items.get(id)?.category ?? ''),
  }
}
