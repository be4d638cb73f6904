import type { Language } from '@jari/contract/language.ts'
import type { Menu, MenuItem, MenuOption } from '@jari/contract/menu.ts'
import type { CartLine } from '@jari/contract/order.ts'
import { orderQuestionSchema } from '@jari/contract/voice-order.ts'
import type { OrderQuestion, VoiceOrder, VoiceReply } from '@jari/contract/voice-order.ts'
import type { UnderstandOrder } from './understand.ts'

const words = {
  added: { en: (name: string, count: number) => `${count} × ${name}. Anything else?`, ko: (name: string, count: number) => `${name} ${count}개 담았습니다. 더 필요하신 게 있으세요?` },
  asks: { en: (name: string, choices: string) => `${name}: ${choices}?`, ko: (name: string, choices: string) => `${name}: ${choices} 중에 무엇으로 드릴까요?` },
  soldOut: { en: (name: string) => `${name} is not to be had at the moment.`, ko: (name: string) => `${name}: 지금은 주문할 수 없습니다.` },
  unknown: { en: () => 'I did not understand that. Say the name of something on the menu, or tap it.', ko: () => '알아듣지 못했습니다. 메뉴 이름을 말하거나 눌러 주세요.' },
}

/** Lower case, without spaces and signs: "카페 라떼" and "카페라떼" are one name. */
function plain(text: string): string {
  return text.normalize('NFC').toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
}

/**
 * Understands nothing but the exact name of one item, with a number after or before it, and the exact name of a choice
 * that was asked for. It stands in for packages/language.
 */
export const exactNames: UnderstandOrder = (menu, said) => {
  const asked = orderQuestionSchema.safeParse(said.context).data ?? null
  for (const { text } of said.alternatives) {
    const reply = answerTo(menu, said, asked, text) ?? orderOf(menu, said, text)
    if (reply) return { ...reply, heard: text, context: reply.asks }
  }
  const heard = said.alternatives[0]?.text ?? ''
  return { act: 'unknown', cart: said.cart, asks: asked, itemId: null, heard, context: asked, say: words.unknown[said.language]() }
}

type Reply = Omit<VoiceReply, 'heard' | 'context'>

function orderOf(menu: Menu, said: VoiceOrder, text: string): Reply | null {
  const [, before, name = '', after] = /^\s*(\d{1,2})?\s*(.+?)\s*(\d{1,2})?\s*(?:잔|개|조각)?\s*$/u.exec(text) ?? []
  const quantity = Number(before ?? after ?? 1)
  const item = menu.items.find((one) => [...Object.values(one.names), ...one.aliases].some((other) => plain(other) === plain(name)))
  if (!item || quantity < 1) return null
  if (!item.available) return { act: 'unavailable', cart: said.cart, asks: null, itemId: item.id, say: words.soldOut[said.language](item.names[said.language]) }
  const cart = [...said.cart, { itemId: item.id, quantity }]
  return withQuestion(menu, cart, said.language) ?? { act: 'updated', cart, asks: null, itemId: null, say: words.added[said.language](item.names[said.language], quantity) }
}

/** A choice that was asked for goes on the last line that lacks it. */
function answerTo(menu: Menu, said: VoiceOrder, asked: OrderQuestion | null, text: string): Reply | null {
  const option = menu.options.find(({ id }) => id === asked?.optionId)
  const choice = option?.choices.find((one) => [...Object.values(one.names), ...one.aliases].some((name) => plain(name) === plain(text)))
  const index = said.cart.findLastIndex((line) => line.itemId === asked?.itemId)
  const line = said.cart[index]
  if (!option || !choice || !line) return null
  const cart = said.cart.with(index, { ...line, options: [...(line.options ?? []), { id: choice.id }] })
  const item = menu.items.find(({ id }) => id === line.itemId)
  return withQuestion(menu, cart, said.language) ?? { act: 'updated', cart, asks: null, itemId: null, say: words.added[said.language](`${item?.names[said.language]} (${choice.names[said.language]})`, line.quantity) }
}

/** What must be asked of the first line that lacks a required choice. */
function withQuestion(menu: Menu, cart: CartLine[], language: Language): Reply | null {
  for (const line of cart) {
    const item = menu.items.find(({ id }) => id === line.itemId)
    const option = item && missing(menu, item, line)
    if (!item || !option) continue
    const say = words.asks[language](item.names[language], option.choices.map(({ names }) => names[language]).join(', '))
    return { act: 'ask', cart, asks: { itemId: item.id, optionId: option.id, choices: option.choices.map(({ id }) => id), quantity: null }, itemId: null, say }
  }
  return null
}

function missing(menu: Menu, item: MenuItem, line: CartLine): MenuOption | undefined {
  return menu.options.find(({ id, required, choices }) => required && item.options.includes(id) && !choices.some((choice) => line.options?.some((chosen) => chosen.id === choice.id)))
}
