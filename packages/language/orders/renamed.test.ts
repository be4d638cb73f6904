import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compileMenu, understandOrder } from './understand.ts'

/** Names of made-up syllables, so that nothing can be known of them but the catalogue. */
function randomNames(seed: number): () => string {
  let state = seed
  const below = (count: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * count)
  }
  const syllables = [...'곰논돔롬몽봉송종촘콩톰폼홍갱낵댐랭맵뱅생쟁챙캥탱팽햄쿰툼품']
  const used = new Set<string>()
  return () => {
    for (;;) {
      const name = Array.from({ length: 4 }, () => syllables[below(syllables.length)]).join('')
      if (!used.has(name)) {
        used.add(name)
        return name
      }
    }
  }
}

const seeds = [1, 20, 300, Date.now() % 100_000]

for (const seed of seeds) {
  test(`orders follow the names of the catalogue, whatever they are (seed ${seed})`, () => {
    const next = randomNames(seed)
    const [first, second, third, topping] = [next(), next(), next(), next()]
    const menu = compileMenu({
      items: [first, second, third].map((name, at) => ({ id: `i${at}`, names: { ko: [name ?? ''], en: [`item ${name}`] }, options: ['top'], soldOut: at === 2 })),
      options: [{ id: 'top', max: 3, countable: true, choices: [{ id: 'topping', names: { ko: [topping ?? ''] } }] }],
    })
    const cart = (text: string, before: ReturnType<typeof understandOrder>['cart'] = []) => understandOrder(text, { menu, lang: 'ko', cart: before })
    assert.deepEqual(cart(`${first} 두 개랑 ${second} 하나 주세요`).cart, [{ item: 'i0', quantity: 2, options: [] }, { item: 'i1', quantity: 1, options: [] }])
    assert.deepEqual(cart(`${second} 하나에 ${topping} 두 번 추가해 주세요`).cart, [{ item: 'i1', quantity: 1, options: [{ id: 'topping', count: 2 }] }])
    assert.deepEqual(cart(`${first} ${topping} 빼고 하나요`).cart, [{ item: 'i0', quantity: 1, options: [{ id: 'topping', amount: 'none' }] }])
    assert.deepEqual(cart(`${first} 말고 ${second} 하나 주세요`).cart, [{ item: 'i1', quantity: 1, options: [] }])
    const sold = cart(`${third} 하나 주세요`)
    assert.deepEqual([sold.act, sold.item, sold.cart], ['unavailable', 'i2', []])
    assert.deepEqual(cart(`${first} 빼 주세요`, [{ item: 'i0', quantity: 1, options: [] }, { item: 'i1', quantity: 1, options: [] }]).cart, [{ item: 'i1', quantity: 1, options: [] }])
    assert.equal(cart(`${first}에 뭐 들어가요?`).act, 'question')
  })
}

test('an item put in or taken out later is known or off the menu at once', () => {
  const menu = compileMenu({ items: [{ id: 'a', names: { ko: ['곰돔롬'] } }], options: [] })
  const act = (): string => understandOrder('콩봉송 하나 주세요', { menu, lang: 'ko' }).act
  assert.equal(act(), 'unavailable')
  menu.putItem({ id: 'b', names: { ko: ['콩봉송'] } })
  assert.equal(act(), 'updated')
  menu.putItem({ id: 'b', names: { ko: ['콩봉송'] }, soldOut: true })
  assert.equal(act(), 'unavailable')
  menu.putItem({ id: 'b', names: { ko: ['쿰툼품'] } })
  assert.equal(act(), 'unavailable')
  menu.removeItem('b')
  assert.equal(understandOrder('쿰툼품 하나 주세요', { menu, lang: 'ko' }).act, 'unavailable')
})
