import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Language } from '../language.ts'
import { compileMenu, understandOrder } from '../orders/understand.ts'
import { render } from './reply.ts'

const menu = compileMenu(JSON.parse(readFileSync(join(import.meta.dirname, '../sets/menu.json'), 'utf8')))
const answer = (said: string, lang: Language): string => render(understandOrder(said, { menu, lang }).reply, lang, menu)

test('an order is read back in Korean with counters and particles that fit', () => {
  assert.equal(answer('콜드브루 둘이랑 크로플 하나요', 'ko'), '콜드브루 두 잔과 크로플 한 개를 담았어요. 더 필요한 게 있으세요?')
  assert.equal(answer('레몬에이드 얼음 빼고 하나', 'ko'), '레몬에이드 한 잔 (얼음 빼고)를 담았어요. 더 필요한 게 있으세요?')
})

test('an order is read back in English with articles and plurals', () => {
  assert.equal(answer('iced americano and two croffles', 'en'), 'I have an iced Americano and 2 Croffles. Anything else?')
})

test('what is missing, vague, sold out or unknown is asked or said', () => {
  assert.match(answer('americano', 'en'), /How would you like the Americano: hot or iced\?$/)
  assert.match(answer('스콘 하나', 'ko'), /플레인 스콘, 초코칩 스콘 중에 어떤 걸로 드릴까요\?$/)
  assert.equal(answer('소금빵 하나 주세요', 'ko'), '소금빵은 품절이에요.')
  assert.equal(answer('lasagna please', 'en'), 'That is not on the menu.')
})

test('an order is sent only after it was read back and asked for', () => {
  const cart = [{ item: 'croffle', quantity: 1, options: [] }]
  assert.equal(render(understandOrder('이상이에요', { menu, lang: 'ko', cart }).reply, 'ko', menu), '주문은 크로플 한 개예요. 이대로 주문할까요?')
})
