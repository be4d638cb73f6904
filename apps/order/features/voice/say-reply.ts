import type { Language } from '@jari/contract/language.ts'
import type { Menu } from '@jari/contract/menu.ts'
import type { CartLine } from '@jari/contract/order.ts'
import type { VoiceReply } from '@jari/contract/voice-order.ts'

type Words = { readonly [Act in VoiceReply['act']]: string } & { readonly choose: string; readonly many: string; readonly missing: string; readonly soldOut: string; readonly nothing: string; readonly without: string; readonly light: string; readonly extra: string; readonly list: string }

/** `{cart}`, `{item}`, `{choices}`, `{count}` are filled in. Written so that no particle depends on the name before it. */
const words: Readonly<Record<Language, Words>> = {
  en: {
    updated: '{cart}. Anything else?',
    ask: '{item}: {choices}?',
    choose: 'Which one: {choices}?',
    many: '{item}: really {count}?',
    unavailable: 'That is not on the menu.',
    soldOut: '{item}: not to be had at the moment.',
    missing: 'That is not on the menu.',
    confirm: '{cart}. Shall I order this?',
    cancelled: 'Nothing is ordered.',
    repeat: '{cart}.',
    question: 'Please see the menu, or ask the staff.',
    unknown: 'I did not understand that. Say the name of something on the menu, or tap it.',
    nothing: 'Nothing yet',
    without: 'no {choice}',
    light: 'a little {choice}',
    extra: 'extra {choice}',
    list: ', ',
  },
  ko: {
    updated: '{cart}. 더 필요하신 게 있으세요?',
    ask: '{item}: {choices} 중에 무엇으로 드릴까요?',
    choose: '{choices} 중에 어느 것인가요?',
    many: '{item}: 정말 {count}개 맞나요?',
    unavailable: '메뉴에 없습니다.',
    soldOut: '{item}: 지금은 주문할 수 없습니다.',
    missing: '메뉴에 없습니다.',
    confirm: '{cart}. 이대로 주문할까요?',
    cancelled: '주문을 비웠습니다.',
    repeat: '{cart}.',
    question: '메뉴를 보시거나 직원에게 물어봐 주세요.',
    unknown: '알아듣지 못했습니다. 메뉴 이름을 말하거나 눌러 주세요.',
    nothing: '아직 없습니다',
    without: '{choice} 빼고',
    light: '{choice} 조금',
    extra: '{choice} 많이',
    list: ', ',
  },
}

/** The answer to a spoken order, to be shown and spoken: what is in the cart is read back. `topic`: the items that a question was about. */
export function sayReply(reply: Omit<VoiceReply, 'say'>, menu: Menu, language: Language, topic: readonly string[] = []): string {
  const say = words[language]
  const itemName = (id: string) => menu.items.find((item) => item.id === id)?.names[language] ?? id
  const choiceName = (id: string) => menu.options.flatMap(({ choices }) => choices).find((choice) => choice.id === id)?.names[language] ?? id
  const fill = (text: string, values: Record<string, string>) => text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
  const { act, asks, itemId } = reply

  const choice = ({ id, count, amount }: NonNullable<CartLine['options']>[number]) => {
    const name = choiceName(id)
    if (amount) return fill(amount === 'none' ? say.without : say[amount], { choice: name })
    return count && count > 1 ? `${name} × ${count}` : name
  }
  const line = ({ itemId: id, quantity, options = [] }: CartLine) => `${itemName(id)}${options.length ? ` (${options.map(choice).join(say.list)})` : ''} × ${quantity}`
  const cart = reply.cart.length ? reply.cart.map(line).join(say.list) : say.nothing

  if (act === 'unavailable') return fill(itemId ? say.soldOut : say.missing, { item: itemName(itemId ?? '') })
  if (act === 'ask' && asks) {
    if (asks.quantity !== null) return fill(say.many, { item: itemName(asks.itemId ?? ''), count: String(asks.quantity) })
    if (asks.itemId === null) return fill(say.choose, { choices: asks.choices.map(itemName).join(say.list) })
    return fill(say.ask, { item: itemName(asks.itemId), choices: asks.choices.map(choiceName).join(say.list) })
  }
  const asked = menu.items.filter(({ id }) => topic.includes(id))
  if (act === 'question' && asked.length) return `${asked.map(({ names, price }) => `${names[language]}: ${money(price, menu.currency, language)}`).join(say.list)}.`
  return fill(say[act], { cart })
}

/** `minor` in minor units; how many decimals the currency has is known to Intl. */
function money(minor: number, currency: string, language: Language): string {
  const format = new Intl.NumberFormat(language === 'ko' ? 'ko-KR' : 'en-US', { style: 'currency', currency })
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}
