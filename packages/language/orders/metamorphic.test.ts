import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lineKey } from './cart.ts'
import { compileMenu, understandOrder } from './understand.ts'

const menu = compileMenu({
  items: [
    { id: 'mocha', names: { ko: ['호두 모카'], en: ['walnut mocha'] }, options: ['heat', 'size', 'syrup'] },
    { id: 'bagel', names: { ko: ['양파 베이글'], en: ['onion bagel'] }, options: ['spread'] },
  ],
  options: [
    { id: 'heat', required: true, choices: [{ id: 'hot', names: { ko: ['핫'], en: ['hot'] } }, { id: 'iced', names: { ko: ['아이스'], en: ['iced'] } }] },
    { id: 'size', choices: [{ id: 'regular', names: { ko: ['레귤러'], en: ['regular'] } }, { id: 'large', names: { ko: ['라지'], en: ['large'] } }] },
    { id: 'syrup', max: 3, countable: true, choices: [{ id: 'maple', names: { ko: ['메이플 시럽'], en: ['maple syrup'] } }] },
    { id: 'spread', max: 2, choices: [{ id: 'butter', names: { ko: ['버터'], en: ['butter'] } }] },
  ],
})

/** Every way of a row must come to one meaning. */
const same: readonly { lang: 'ko' | 'en'; means: string; ways: readonly string[] }[] = [
  {
    lang: 'ko',
    means: '2 mocha iced*1',
    ways: [
      '아이스 호두 모카 두 잔 주세요', '호두모카 아이스로 두 잔이요', '호두 모카를 아이스로 두 잔 부탁드려요', '아이스호두모카두잔주세요', '호두 모카 두 잔 아이스로 할게요', '호두 모카 차가운 걸로 2잔 주실래요', '저는 호두모카 아이스 둘이요',
      '호두 모카 두 잔인데 아이스로 주세요', '음 호두 모카 아이스 두 개만 주시겠어요', '사장님 호두모카 시원하게 두잔 줘요', '호두 모카 두 잔, 둘 다 아이스로요', '호두 모카 한 잔 아니 두 잔 아이스로 주세요', '안녕하세요 아이스 호두 모카 두 잔 먹을게요', '호두 모카 아이스로 두 잔 주시면 됩니다',
    ],
  },
  {
    lang: 'ko',
    means: '1 bagel butter*1none + 1 mocha hot*1 large*1',
    ways: ['따뜻한 호두 모카 라지 하나랑 양파 베이글 버터 빼고 하나요', '양파 베이글 버터 없이 하나, 호두모카 라지 사이즈 뜨겁게 한 잔 주세요', '호두 모카 핫 라지 한 잔 그리고 양파베이글은 버터 빼서 하나 주세요', '양파 베이글 하나 버터는 빼 주시고 호두 모카는 따뜻한 거 큰 걸로 하나요'],
  },
  {
    lang: 'ko',
    means: '1 mocha iced*1 maple*2',
    ways: ['아이스 호두 모카에 메이플 시럽 두 번 추가해 주세요', '메이플 시럽 두 번 넣은 아이스 호두 모카 하나', '호두 모카 아이스 메이플시럽 두 펌프 추가요', '호두모카 아이스로 하나 주시고 메이플 시럽 두 번 넣어 주세요'],
  },
  {
    lang: 'en',
    means: '2 mocha iced*1',
    ways: ['two iced walnut mochas please', 'can i get two walnut mochas, iced', "I'd like 2 iced walnut mochas", 'gimme a couple of iced walnut mochas', 'walnut mocha, iced, two of them', 'could we have two walnut mochas both iced', 'let me have one, no, two iced walnut mochas', 'two cold walnut mochas for us thanks', "i'll do two iced walnut mochas"],
  },
  {
    lang: 'en',
    means: '1 bagel butter*1none + 1 mocha hot*1 large*1',
    ways: ['a large hot walnut mocha and an onion bagel with no butter', 'an onion bagel without butter and a hot walnut mocha in a large', 'one onion bagel hold the butter plus one large hot walnut mocha', "I'll have an onion bagel, no butter, and a walnut mocha, hot, large please"],
  },
  { lang: 'en', means: '1 mocha iced*1 maple*2', ways: ['an iced walnut mocha with two pumps of maple syrup', 'iced walnut mocha, add two maple syrups', 'can I have an iced walnut mocha with 2 maple syrups'] },
]

for (const { lang, means, ways } of same) {
  test(`${ways.length} ways to say ${means} (${lang}) come to it`, () => {
    for (const way of ways) {
      const { cart } = understandOrder(way, { menu, lang })
      assert.equal(cart.map(line => `${line.quantity} ${lineKey(line)}`.trim()).sort().join(' + '), means, way)
    }
  })
}

test('a recogniser that is less sure of the right words is still understood by them', () => {
  const answer = understandOrder(['아이스 호두 먹고 두 잔 주세요', '아이스 호두 모카 두 잔 주세요'], { menu, lang: 'ko' })
  assert.deepEqual(answer.cart, [{ item: 'mocha', quantity: 2, options: [{ id: 'iced' }] }])
})
