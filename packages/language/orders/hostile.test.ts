import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compileMenu, understandOrder } from './understand.ts'

const odd = ['.*+?^${}()|[]\\', '(', '<script>', '%00', '"; drop', '한(글', 'constructor', '__proto__', 'toString', '🙂', ' ']
const menu = compileMenu({
  items: odd.map((name, at) => ({ id: `item-${at}`, names: { ko: [name], en: [name] }, options: ['__proto__', 'size'] })),
  options: [{ id: 'size', required: true, choices: [{ id: 'big', names: { en: ['[big]+'], ko: ['크다('] } }] }],
})
const texts = [
  '', ' ', '?', '!!!', '🙂🙃😀', '\u0000\u0007\u001b[31m', '아'.repeat(10_000), 'a'.repeat(10_000), 'latte '.repeat(1_700), '한a1🙂'.repeat(2_000), '\ud800', '\udc00아', 'ㄱㄴㄷ ㅏㅑㅓ', '999999999999999999999잔', '𝓵𝓪𝓽𝓽𝓮', 'ﬀ', '‮abc',
  '하나 '.repeat(200), '아니 '.repeat(200), '말고 '.repeat(200), 'one of them '.repeat(60), 'no no no no the the of of with with', '不要咖啡', 'кофе пожалуйста', 'قهوة', ...odd,
]

test('any text gets an answer in both languages and with any context', () => {
  for (const lang of ['ko', 'en'] as const) {
    for (const text of texts) {
      for (const context of [undefined, null, 'x', 7, [], { pending: [{ choices: [], options: [] }] }, { asked: { item: 'gone', option: 'gone' }, touched: ['gone'] }]) {
        const answer = understandOrder(text, { menu, lang, context })
        assert.ok(answer.act, text.slice(0, 40))
        assert.ok(answer.cart.every(line => Number.isInteger(line.quantity) && line.quantity > 0 && line.quantity <= 99))
      }
    }
  }
})

test('a text far longer than anything said in one breath is not understood, and changes nothing', () => {
  const cart = [{ item: 'item-1', quantity: 2, options: [] }]
  assert.deepEqual(understandOrder('( 하나 주세요 '.repeat(1_000), { menu, lang: 'ko', cart }).cart, cart)
})

test('no alternatives at all are nothing said', () => {
  assert.equal(understandOrder([], { menu, lang: 'ko' }).act, 'unknown')
})
