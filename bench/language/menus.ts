import type { Language } from '../../packages/language/language.ts'
import type { MenuCatalogue } from '@jari/language/orders/catalogue.ts'
import { pick, seeded } from './random.ts'

const bases: readonly (readonly [ko: string, en: string])[] = [
  ['라떼', 'latte'], ['스무디', 'smoothie'], ['에이드', 'ade'], ['케이크', 'cake'], ['쿠키', 'cookie'], ['티', 'tea'], ['샌드위치', 'sandwich'], ['프라페', 'frappe'], ['모카', 'mocha'], ['베이글', 'bagel'],
]
const tastes: readonly (readonly [ko: string, en: string])[] = [
  ['바닐라', 'vanilla'], ['초코', 'chocolate'], ['딸기', 'strawberry'], ['망고', 'mango'], ['말차', 'matcha'], ['레몬', 'lemon'], ['블루베리', 'blueberry'], ['헤이즐넛', 'hazelnut'], ['카라멜', 'caramel'], ['유자', 'yuja'], ['자몽', 'grapefruit'], ['흑임자', 'black sesame'], ['단호박', 'pumpkin'], ['고구마', 'sweet potato'], ['피스타치오', 'pistachio'], ['코코넛', 'coconut'],
]
const houses: readonly (readonly [ko: string, en: string])[] = [
  ['', ''], ['더블', 'double'], ['리얼', 'real'], ['오리지널', 'original'], ['제주', 'jeju'], ['수제', 'homemade'], ['프리미엄', 'premium'], ['클래식', 'classic'], ['로얄', 'royal'], ['시그니처', 'signature'], ['골든', 'golden'], ['아이스크림', 'ice cream'], ['크림', 'cream'], ['생', 'fresh'], ['치즈', 'cheese'], ['우유', 'milk'],
]

/** A made-up menu with this many items, at most 2,560; the same one for the same size. */
export function madeMenu(size: number): MenuCatalogue {
  const items = Array.from({ length: size }, (_, index) => {
    const [base, taste, house] = [bases[index % bases.length]!, tastes[Math.floor(index / bases.length) % tastes.length]!, houses[Math.floor(index / bases.length / tastes.length)]!]
    const name = (at: 0 | 1) => [house[at], taste[at], base[at]].filter(Boolean).join(' ')
    return { id: `item_${index}`, names: { ko: [name(0)], en: [name(1)] }, category: base[1], price: 4000 + (index % 40) * 100, options: ['temperature', 'size', 'shot'], soldOut: false }
  })
  return {
    kind: 'menu',
    currency: 'KRW',
    items,
    options: [
      { id: 'temperature', required: false, max: 1, choices: [{ id: 'hot', names: { ko: ['따뜻한', '핫'], en: ['hot'] } }, { id: 'iced', names: { ko: ['아이스'], en: ['iced'] } }] },
      { id: 'size', required: false, max: 1, choices: [{ id: 'regular', names: { ko: ['레귤러'], en: ['regular'] } }, { id: 'large', names: { ko: ['라지'], en: ['large'] } }] },
      { id: 'shot', required: false, max: 5, countable: true, choices: [{ id: 'extra_shot', names: { ko: ['샷 추가', '샷'], en: ['extra shot', 'shot'] } }] },
    ],
  }
}

const forms: Readonly<Record<Language, readonly string[]>> = {
  ko: ['{} 하나 주세요', '아이스 {} 두 잔이요', '{} 라지로 한 잔이랑 {} 하나요', '{} 샷 추가해서 주세요', '{} 말고 {} 주세요'],
  en: ['can i get a {} please', 'two iced {}s', 'one large {} and a {}', 'a {} with an extra shot', 'no not the {} give me a {}'],
}
const talk: Readonly<Record<Language, readonly string[]>> = {
  ko: ['오늘 날씨가 정말 좋네요', '자리 먼저 잡고 올게', '우리 몇 시에 만나기로 했더라', '화장실은 어느 쪽이에요', '회의가 길어져서 조금 늦을 것 같아'],
  en: ['the weather is lovely today', 'let me find us a table first', 'when did we say we would meet', 'where is the bathroom', 'my meeting ran long so I will be late'],
}

/** Orders for a menu, and every third sentence talk; the same ones every time. */
export function madeOrders(menu: MenuCatalogue, lang: Language, count: number): { readonly say: string; readonly miss: boolean }[] {
  const random = seeded(menu.items.length * 2 + (lang === 'ko' ? 1 : 0))
  return Array.from({ length: count }, (_, index) => {
    if (index % 3 === 2) return { say: pick(random, talk[lang]), miss: true }
    return { say: pick(random, forms[lang]).replaceAll('{}', () => pick(random, menu.items).names[lang]![0]!), miss: false }
  })
}
