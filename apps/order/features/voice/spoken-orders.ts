import { z } from 'zod'
import type { Menu, MenuItem } from '@jari/contract/menu.ts'
import type { CartLine } from '@jari/contract/order.ts'
import type { OrderQuestion, VoiceReply } from '@jari/contract/voice-order.ts'
import type { CartLine as SpokenLine } from '@jari/language/orders/cart.ts'
import { lineKey } from '@jari/language/orders/cart.ts'
import type { MenuCatalogue, ShopNames } from '@jari/language/orders/catalogue.ts'
import { compileMenu, understandOrder } from '@jari/language/orders/understand.ts'
import type { OrderAnswer } from '@jari/language/orders/understand.ts'
import { sayReply } from './say-reply.ts'
import type { UnderstandOrder } from './understand.ts'

/** The most of one line that an order takes. */
const most = 99
/** Menus that are kept compiled: one for each store that speaks. */
const keptMenus = 200

const ids = z.array(z.string().max(400)).max(100)
const wish = z.object({ choices: ids, count: z.int().min(1).max(99).optional(), amount: z.enum(['none', 'light', 'extra']).optional() })
/** What a page hands back as the context: it says what it likes, so it is read before it is believed. */
const contextSchema = z.object({
  touched: ids.optional(),
  asked: z.object({ item: z.string().max(64), option: z.string().max(64) }).optional(),
  pending: z.array(z.object({ choices: ids, quantity: z.int().min(1).max(999).optional(), options: z.array(wish).max(40) })).max(20).optional(),
  topic: ids.optional(),
  wished: ids.optional(),
  topicChoices: ids.optional(),
})

type Compiled = ReturnType<typeof compileMenu>

/** Understands spoken orders by packages/language. A store’s menu is compiled anew when it, or what is to be had of it, has changed. */
export function createSpokenOrders(): UnderstandOrder {
  const compiled = new Map<string, { key: string; menu: Compiled }>()

  function compiledOf(menu: Menu): Compiled {
    const key = `${menu.version} ${menu.items.map(({ available }) => Number(available)).join('')}`
    const known = compiled.get(menu.storeId)
    if (known?.key === key) return known.menu
    const made = compileMenu(catalogueOf(menu))
    compiled.delete(menu.storeId)
    if (compiled.size >= keptMenus) compiled.delete(compiled.keys().next().value as string)
    compiled.set(menu.storeId, { key, menu: made })
    return made
  }

  return (menu, said) => {
    const texts = said.alternatives.map(({ text }) => text)
    const request = { menu: compiledOf(menu), lang: said.language, cart: said.cart.map(toSpoken), context: contextSchema.safeParse(said.context).data }
    const answer = understandOrder(texts, request)
    const cart = answer.cart.map((line) => fromSpoken(line, said.cart))
    const heard = texts.find((text) => same(understandOrder(text, request), answer)) ?? texts[0] ?? ''
    const reply: Omit<VoiceReply, 'say'> = { act: answer.act, cart, asks: questionOf(answer, menu), itemId: answer.item ?? null, heard, context: answer.context }
    return { ...reply, say: sayReply(reply, menu, said.language, answer.context.topic) }
  }
}

/** Aliases are written in any language: those in Hangul are Korean. */
function namesOf({ names, aliases }: Pick<MenuItem, 'names' | 'aliases'>): ShopNames {
  const korean = (text: string) => /\p{Script=Hangul}/u.test(text)
  return { ko: [names.ko, ...aliases.filter(korean)], en: [names.en, ...aliases.filter((alias) => !korean(alias))] }
}

function catalogueOf(menu: Menu): MenuCatalogue {
  return {
    currency: menu.currency,
    items: menu.items.map((item) => ({ id: item.id, names: namesOf(item), category: item.category, price: item.price, options: item.options, soldOut: !item.available })),
    options: menu.options.map(({ id, required, max, countable, choices }) => ({ id, required, max, countable, choices: choices.map((choice) => ({ id: choice.id, names: namesOf(choice) })) })),
  }
}

function toSpoken({ itemId, quantity, options = [] }: CartLine): SpokenLine {
  return { item: itemId, quantity, options: options.map(({ id, count, amount }) => ({ id, ...(count ? { count } : {}), ...(amount ? { amount } : {}) })) }
}

/** A line keeps its note, also if its choices are others now. */
function fromSpoken(line: SpokenLine, before: readonly CartLine[]): CartLine {
  const { note } = before.find((one) => lineKey(toSpoken(one)) === lineKey(line)) ?? before.find(({ itemId }) => itemId === line.item) ?? {}
  return { itemId: line.item, quantity: Math.min(most, line.quantity), ...(line.options.length ? { options: [...line.options] } : {}), ...(note === undefined ? {} : { note }) }
}

function questionOf({ ask }: OrderAnswer, menu: Menu): OrderQuestion | null {
  if (!ask) return null
  const option = menu.options.find(({ id }) => id === ask.option)
  return { itemId: ask.item, optionId: ask.option ?? null, choices: option ? option.choices.map(({ id }) => id) : [...(ask.choices ?? [])], quantity: ask.quantity ?? null }
}

function same(one: OrderAnswer, other: OrderAnswer): boolean {
  return one.act === other.act && JSON.stringify(one.cart) === JSON.stringify(other.cart)
}
