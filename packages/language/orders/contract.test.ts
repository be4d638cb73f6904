import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compileMenu, understandOrder } from './understand.ts'
import { render } from '../reply/reply.ts'
import { voiceOrderAnswerSchema, voiceOrderSchema } from '@jari/contract/voice-order.ts'

const menu = compileMenu({
  items: [{ id: 'tea', names: { ko: ['보리차'], en: ['barley tea'] }, options: ['heat'] }, { id: 'bun', names: { ko: ['찐빵'], en: ['steamed bun'] }, soldOut: true }],
  options: [{ id: 'heat', required: true, choices: [{ id: 'hot', names: { ko: ['핫'], en: ['hot'] } }, { id: 'iced', names: { ko: ['아이스'], en: ['iced'] } }] }],
})

test('what the language package answers fits the contract, sentence after sentence', () => {
  for (const [lang, turns] of [['ko', ['보리차 둘이랑 찐빵 하나요', '하나는 아이스로 하나는 핫으로', '보리차 얼마예요?', '이상이요', '주문 다 취소해 주세요']], ['en', ['two barley teas', 'both iced', 'a steamed bun', 'what did i order', 'gibberish']]] as const) {
    let request = voiceOrderSchema.parse({ say: '', lang })
    for (const say of turns) {
      request = voiceOrderSchema.parse({ ...request, say })
      const { reply, ...answer } = understandOrder(request.say, { menu, lang, cart: request.cart as never, context: request.context })
      const told = voiceOrderAnswerSchema.parse({ ...answer, say: render(reply, lang, menu) })
      assert.equal(told.act, answer.act)
      request = { ...request, cart: told.cart, context: told.context }
    }
  }
})
