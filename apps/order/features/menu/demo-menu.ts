import type { z } from 'zod'
import type { allergenSchema, menuDocumentSchema } from '@jari/contract/menu.ts'

type Allergen = z.infer<typeof allergenSchema>
const names = (en: string, ko: string) => ({ en, ko })
const group = (entries: readonly (readonly [id: string, en: string, ko: string])[]) => Object.fromEntries(entries.map(([id, en, ko], position) => [id, { names: names(en, ko), position }]))
const choice = (id: string, en: string, ko: string, price = 0, aliases: string[] = []) => ({ id, names: names(en, ko), aliases, price })

/** Names as guests read them; aliases are what else they say. Options by the letters of `optionsOf`. Prices in won. */
const rows: readonly (readonly [id: string, category: string, price: number, en: string, ko: string, aliases: string[], options: string, allergens: Allergen[]])[] = [
  ['americano', 'coffee', 4500, 'Americano', '아메리카노', [], 'tszi', []],
  ['espresso', 'coffee', 4000, 'Espresso', '에스프레소', [], 'z', []],
  ['latte', 'coffee', 5000, 'Caffè latte', '카페 라떼', ['라떼', 'latte'], 'tszmi', ['milk']],
  ['cappuccino', 'coffee', 5000, 'Cappuccino', '카푸치노', [], 'tsm', ['milk']],
  ['vanilla-latte', 'coffee', 5500, 'Vanilla latte', '바닐라 라떼', ['바라'], 'tszmi', ['milk']],
  ['caramel-macchiato', 'coffee', 5800, 'Caramel macchiato', '카라멜 마키아토', ['마키아토'], 'tszmi', ['milk']],
  ['mocha', 'coffee', 5800, 'Mocha', '카페 모카', ['모카'], 'tszmiw', ['milk', 'soy']],
  ['einspanner', 'coffee', 6000, 'Einspänner', '아인슈페너', ['비엔나 커피', 'vienna coffee'], 'ti', ['milk']],
  ['cold-brew', 'coffee', 5500, 'Cold brew', '콜드브루', ['더치커피'], 'si', []],
  ['flat-white', 'coffee', 5200, 'Flat white', '플랫 화이트', [], 'm', ['milk']],
  ['matcha-latte', 'tea', 5800, 'Matcha latte', '말차 라떼', ['녹차 라떼', 'green tea latte'], 'tsmi', ['milk']],
  ['yuzu-tea', 'tea', 5200, 'Yuzu tea', '유자차', ['citron tea'], 'ts', []],
  ['earl-grey', 'tea', 4800, 'Earl Grey', '얼그레이', ['홍차', 'black tea'], 'ts', []],
  ['chamomile', 'tea', 4800, 'Chamomile', '캐모마일', [], 'ts', []],
  ['milk-tea', 'tea', 5600, 'Milk tea', '밀크티', [], 'tsmi', ['milk']],
  ['ginger-tea', 'tea', 5200, 'Ginger tea', '생강차', [], 'ts', []],
  ['lemonade', 'cold', 5500, 'Lemonade', '레모네이드', ['레몬에이드'], 'si', []],
  ['grapefruit-ade', 'cold', 5800, 'Grapefruit ade', '자몽에이드', [], 'si', []],
  ['green-grape-ade', 'cold', 5800, 'Green grape ade', '청포도에이드', [], 'si', []],
  ['peach-iced-tea', 'cold', 4800, 'Peach iced tea', '복숭아 아이스티', ['아이스티'], 'szi', ['peach']],
  ['strawberry-smoothie', 'cold', 6300, 'Strawberry smoothie', '딸기 스무디', [], 'sw', ['milk']],
  ['yogurt-smoothie', 'cold', 6200, 'Yogurt smoothie', '요거트 스무디', [], 'sw', ['milk']],
  ['chocolate', 'cold', 5600, 'Chocolate', '초콜릿', ['핫초코', 'hot chocolate'], 'tsmw', ['milk', 'soy']],
  ['croissant', 'bakery', 3800, 'Croissant', '크루아상', ['크로와상'], 'h', ['wheat', 'milk', 'egg']],
  ['almond-danish', 'bakery', 4800, 'Almond danish', '아몬드 데니시', [], 'h', ['wheat', 'milk', 'egg', 'nuts']],
  ['salt-bread', 'bakery', 3200, 'Salt bread', '소금빵', ['시오빵'], 'h', ['wheat', 'milk']],
  ['red-bean-bun', 'bakery', 3000, 'Red bean bun', '단팥빵', ['팥빵'], '', ['wheat', 'milk', 'egg']],
  ['garlic-baguette', 'bakery', 5500, 'Garlic baguette', '마늘 바게트', [], 'h', ['wheat', 'milk']],
  ['plain-scone', 'bakery', 3800, 'Plain scone', '플레인 스콘', [], 'hj', ['wheat', 'milk', 'egg']],
  ['ham-cheese-sandwich', 'bakery', 6800, 'Ham and cheese sandwich', '햄치즈 샌드위치', [], 'h', ['wheat', 'milk', 'pork']],
  ['half-moon-cake', 'cake', 6800, 'Half moon cake', '반달 케이크', ['케이크', 'cake'], '', ['wheat', 'milk', 'egg']],
  ['cheesecake', 'cake', 6500, 'Cheesecake', '치즈 케이크', ['치케'], '', ['wheat', 'milk', 'egg']],
  ['carrot-cake', 'cake', 6500, 'Carrot cake', '당근 케이크', [], '', ['wheat', 'milk', 'egg', 'nuts']],
  ['tiramisu', 'cake', 6900, 'Tiramisu', '티라미수', [], '', ['wheat', 'milk', 'egg']],
  ['macaron', 'cake', 2800, 'Macaron', '마카롱', [], 'f', ['milk', 'egg', 'nuts']],
]

const optionsOf: Readonly<Record<string, string>> = { t: 'temperature', s: 'size', z: 'shot', m: 'milk', i: 'ice', w: 'whip', h: 'warm', j: 'jam', f: 'flavour' }
const kitchenOf: Readonly<Record<string, string[]>> = { coffee: ['bar'], tea: ['bar'], cold: ['bar'], bakery: ['oven'], cake: ['counter'] }
const beans = { ingredient: names('Coffee beans', '원두'), place: names('Ethiopia, Brazil', '에티오피아, 브라질') }
const ham = { ingredient: names('Pork', '돼지고기'), place: names('Korea', '국내산') }
const origins: Readonly<Record<string, (typeof beans)[]>> = { 'ham-cheese-sandwich': [ham] }

const items = rows.map(([id, category, price, en, ko, aliases, letters, allergens], position) => ({
  id,
  names: names(en, ko),
  aliases,
  category,
  position,
  price,
  options: [...letters].map((letter) => optionsOf[letter] as string),
  allergens,
  // the pages serve a picture for each category
  picture: `/pictures/${category}.svg`,
  origins: origins[id] ?? (category === 'coffee' ? [beans] : []),
  // a sandwich is warmed in the oven and handed out at the counter
  stations: id === 'ham-cheese-sandwich' ? ['oven', 'counter'] : (kitchenOf[category] ?? []),
}))

/** The demo brand's menu. The set at its end has a choice that nobody can make for the guest. */
export const demoMenu: z.input<typeof menuDocumentSchema> = {
  currency: 'KRW',
  categories: group([['coffee', 'Coffee', '커피'], ['tea', 'Tea', '차'], ['cold', 'Cold drinks', '시원한 음료'], ['bakery', 'Bakery', '빵'], ['cake', 'Cakes', '케이크'], ['set', 'Sets', '세트']]),
  stations: group([['bar', 'Bar', '바'], ['oven', 'Oven', '오븐'], ['counter', 'Counter', '진열대']]),
  options: {
    temperature: { names: names('Temperature', '온도'), required: true, default: 'hot', choices: [choice('hot', 'Hot', '따뜻한', 0, ['핫', '뜨거운']), choice('iced', 'Iced', '아이스', 0, ['차가운', '시원한'])] },
    size: { names: names('Size', '사이즈'), choices: [choice('regular', 'Regular', '레귤러'), choice('large', 'Large', '라지', 700)] },
    shot: { names: names('Shots', '샷'), max: 3, countable: true, choices: [choice('extra-shot', 'Extra shot', '샷 추가', 600, ['샷', 'shot'])] },
    milk: { names: names('Milk', '우유'), choices: [choice('low-fat-milk', 'Low-fat milk', '저지방 우유'), choice('soy-milk', 'Soy milk', '두유', 500), choice('oat-milk', 'Oat milk', '오트밀크', 700, ['귀리 우유'])] },
    ice: { names: names('Ice', '얼음'), choices: [choice('ice', 'Ice', '얼음')] },
    whip: { names: names('Whipped cream', '휘핑크림'), choices: [choice('whipped-cream', 'Whipped cream', '휘핑크림', 500, ['휘핑', 'whip'])] },
    warm: { names: names('Warming', '데우기'), choices: [choice('warmed', 'Warmed', '데워서', 0, ['따뜻하게'])] },
    jam: { names: names('Jam', '잼'), max: 2, choices: [choice('strawberry-jam', 'Strawberry jam', '딸기잼', 500), choice('butter', 'Butter', '버터', 500)] },
    flavour: { names: names('Flavour', '맛'), required: true, default: 'vanilla-flavour', choices: [choice('vanilla-flavour', 'Vanilla', '바닐라맛'), choice('pistachio-flavour', 'Pistachio', '피스타치오맛'), choice('raspberry-flavour', 'Raspberry', '라즈베리맛')] },
    'set-drink': { names: names('Drink of the set', '세트 음료'), required: true, choices: [choice('set-americano', 'Americano', '아메리카노'), choice('set-latte', 'Caffè latte', '카페 라떼', 500), choice('set-tea', 'Tea', '차')] },
  },
  items: {
    ...Object.fromEntries(items.map(({ id, ...item }) => [id, item])),
    'cake-set': { names: names('Cake set', '케이크 세트'), aliases: ['세트'], category: 'set', position: rows.length, price: 10_300, options: ['set-drink'], allergens: ['wheat', 'milk', 'egg'], origins: [beans], picture: '/pictures/set.svg', stations: ['counter', 'bar'] },
  },
}
