import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lineKey, type CartLine } from './cart.ts'
import { compileMenu, understandOrder } from './understand.ts'

const menu = compileMenu(
  {
    items: [
      { id: 'peach_pie', names: { ko: ['복숭아 파이'], en: ['peach pie'] } },
      { id: 'nut_pie', names: { ko: ['피칸 파이'], en: ['pecan pie'] } },
      { id: 'cocoa', names: { ko: ['생강 코코아'], en: ['ginger cocoa'] }, options: ['heat', 'cream'] },
      { id: 'soda', names: { ko: ['매실 소다'], en: ['plum soda'] }, options: ['ice'] },
    ],
    options: [
      { id: 'heat', required: true, choices: [{ id: 'hot', names: { ko: ['핫'], en: ['hot'] } }, { id: 'iced', names: { ko: ['아이스'], en: ['iced'] } }] },
      { id: 'cream', choices: [{ id: 'cream', names: { ko: ['생크림'], en: ['whipped cream'] } }] },
      { id: 'ice', choices: [{ id: 'ice', names: { ko: ['얼음'], en: ['ice'] } }] },
    ],
  },
  { mostOfOne: 30 },
)

function talk(lang: 'ko' | 'en', ...turns: readonly (readonly [say: string, act: string, cart: string])[]): void {
  let cart: readonly CartLine[] = []
  let context: unknown
  for (const [say, act, expected] of turns) {
    const answer = understandOrder(say, { menu, lang, cart, context: JSON.parse(JSON.stringify(context ?? null)) })
    assert.deepEqual([answer.act, answer.cart.map(line => `${line.quantity} ${lineKey(line)}`.trim()).join(' + ')], [act, expected], say)
    ;({ cart, context } = answer)
  }
}

test('a required option is asked for until it is said, also when the guest wants to finish', () => {
  talk('ko', ['생강 코코아 둘', 'ask', '2 cocoa'], ['이제 결제할게요', 'ask', '2 cocoa'], ['하나는 차갑게 하나는 뜨겁게', 'updated', '1 cocoa iced*1 + 1 cocoa hot*1'], ['결제해 주세요', 'confirm', '1 cocoa iced*1 + 1 cocoa hot*1'])
  talk('en', ['ginger cocoa', 'ask', '1 cocoa'], ['iced', 'updated', '1 cocoa iced*1'], ["that's everything", 'confirm', '1 cocoa iced*1'])
})

test('the answer to a vague name keeps its number, and each or both takes all', () => {
  talk('ko', ['파이 세 개 주세요', 'ask', ''], ['피칸이요', 'updated', '3 nut_pie'])
  talk('ko', ['파이 두 개요', 'ask', ''], ['하나씩 주세요', 'updated', '1 peach_pie + 1 nut_pie'])
  talk('en', ['a pie please', 'ask', ''], ['the second one', 'updated', '1 nut_pie'])
})

test('things are added, counted, split, exchanged, taken off and dropped by pointing at them', () => {
  talk('ko', ['매실 소다 하나', 'updated', '1 soda'], ['두 개 더요', 'updated', '3 soda'], ['그중에 하나는 얼음 빼 주세요', 'updated', '2 soda + 1 soda ice*1none'], ['소다 말고 피칸 파이로 바꿔 주세요', 'updated', '3 nut_pie'], ['그거 취소해 주세요', 'updated', ''])
  talk('en', ['two plum sodas and a peach pie', 'updated', '2 soda + 1 peach_pie'], ['make that two pies', 'updated', '2 soda + 2 peach_pie'], ['take one soda off', 'updated', '1 soda + 2 peach_pie'], ['no ice in the soda', 'updated', '1 soda ice*1none + 2 peach_pie'], ['never mind, cancel everything', 'cancelled', ''])
})

test('what was put to an equal line is what is pointed to next, and so is the second of two alike', () => {
  talk('ko', ['생강 코코아 아이스 하나', 'updated', '1 cocoa iced*1'], ['한 잔 더 주세요', 'updated', '2 cocoa iced*1'], ['그건 핫으로', 'updated', '1 cocoa iced*1 + 1 cocoa hot*1'])
  talk('ko', ['생강 코코아 아이스 두 잔', 'updated', '2 cocoa iced*1'], ['그거 생크림 추가', 'updated', '2 cocoa cream*1 iced*1'])
  talk('en', ['two iced ginger cocoas', 'updated', '2 cocoa iced*1'], ['make the second one hot', 'updated', '1 cocoa iced*1 + 1 cocoa hot*1'])
})

test('of a thing and its number as many of each kind make lines of their own', () => {
  talk('ko', ['생강 코코아 세 잔 핫 둘 아이스 하나', 'updated', '2 cocoa hot*1 + 1 cocoa iced*1'])
  talk('ko', ['파이 두 개 하나는 복숭아 파이 하나는 피칸 파이로요', 'updated', '1 peach_pie + 1 nut_pie'])
})

test('what is no longer wanted goes, and a cancellation that is told of cancels nothing', () => {
  talk('ko', ['피칸 파이 하나 매실 소다 하나', 'updated', '1 nut_pie + 1 soda'], ['소다는 됐어요', 'updated', '1 nut_pie'], ['걔가 주문 취소했대', 'unknown', '1 nut_pie'], ['취소 수수료가 있나 봐', 'unknown', '1 nut_pie'])
})

test('an option that the guest had added goes when it is taken back, one that comes with the thing is refused', () => {
  talk('ko', ['생강 코코아 핫으로 하나 생크림 추가', 'updated', '1 cocoa cream*1 hot*1'], ['생크림은 빼 주세요', 'updated', '1 cocoa hot*1'], ['생크림 빼 주세요', 'updated', '1 cocoa cream*1none hot*1'])
})

test('questions, other talk and thinking aloud order nothing', () => {
  for (const say of ['피칸 파이 얼마예요?', '파이는 어떤 게 있어요?', '생강 코코아 많이 달아요?']) talk('ko', [say, 'question', ''])
  for (const say of ['어제 먹은 피칸 파이 맛있더라', '피칸 파이 먹을까 말까', '소다 쏟았어', '친구가 파이를 좋아해요', '잠깐만요 아직 못 골랐어요']) talk('ko', [say, 'unknown', ''])
  for (const say of ['how much is the pecan pie', 'do you have pies', 'is the cocoa very sweet?']) talk('en', [say, 'question', ''])
  for (const say of ['i had the pecan pie last week', 'hang on, still thinking', 'my brother loved that soda']) talk('en', [say, 'unknown', ''])
})

test('what a question was about can be ordered without its name', () => {
  talk('ko', ['피칸 파이 얼마예요?', 'question', ''], ['그럼 두 개 주세요', 'updated', '2 nut_pie'])
})

test('one of several is taken away, and another thing put beside the rest', () => {
  talk('en', ['three plum sodas', 'updated', '3 soda'], ['take one off and add a peach pie', 'updated', '2 soda + 1 peach_pie'])
  talk('ko', ['매실 소다 세 잔', 'updated', '3 soda'], ['한 잔 빼고 복숭아 파이 두 개 주세요', 'updated', '2 soda + 2 peach_pie'])
})

test('what is told of things is no order of them', () => {
  for (const say of ['복숭아 파이는 이모가 좋아하셔', '복숭아 파이 복숭아가 중국산이에요', '복숭아 파이 썰어 주세요', '파이는 역시 복숭아 파이지', '이거 제 소다 아닌데요']) talk('ko', [say, 'unknown', ''])
})

test('a number that no table can mean is asked about and changes nothing', () => {
  const answer = understandOrder('매실 소다 삼백 잔 주세요', { menu, lang: 'ko' })
  assert.deepEqual([answer.act, answer.ask, answer.cart], ['ask', { item: 'soda', quantity: 300 }, []])
})

test('every word is accounted for', () => {
  const { spans } = understandOrder('어 매실 소다 두 잔 쿵쾅쿵쾅', { menu, lang: 'ko' })
  assert.deepEqual(spans.map(span => [span.text, span.means]), [['어', 'ignored'], ['매실 소다', 'item'], ['두 잔', 'number'], ['쿵쾅쿵쾅', 'unexplained']])
})
