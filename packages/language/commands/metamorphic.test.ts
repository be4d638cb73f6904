import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { HomeCatalogue } from './home.ts'
import { compileHome, understandCommand } from './understand.ts'

const home = compileHome(JSON.parse(readFileSync(join(import.meta.dirname, '../sets/home.json'), 'utf8')) as HomeCatalogue)

function meaning(say: string, lang: 'ko' | 'en', area?: string) {
  const { act, actions, when, query } = understandCommand(say, { home, lang, area })
  return { act, actions, when, query }
}

/** Every sentence means what the first one means, and that is a wish. */
function same(lang: 'ko' | 'en', sentences: readonly string[], area?: string): void {
  const [first, ...others] = sentences.map((say) => meaning(say, lang, area))
  assert.equal(first!.act, 'do', sentences[0])
  others.forEach((other, index) => assert.deepEqual(other, first, `${sentences[index + 1]} / ${sentences[0]}`))
}

const requests = ['', '라', ' 줘', '줘요', ' 주세요', '줄래', ' 주실래요', ' 주시겠어요', ' 줄 수 있어', ' 주실 수 있나요', ' 주면 좋겠어', ' 놔', ' 놔 줘', ' 둬', '줬으면 좋겠어요', ' 주라', ' 주십시오', ' 봐']
for (const [name, joined] of [['오븐', '꺼'], ['정문', '잠가'], ['왼쪽 블라인드', '내려'], ['어닝', '펴'], ['에어컨', '켜']] as const)
  test(`the ending does not change what '${name} ${joined}' means`, () => same('ko', requests.map((ending) => `${name} ${joined}${ending}`)))

test('the particle does not change what is meant', () => {
  same('ko', ['오븐 꺼줘', '오븐을 꺼줘', '오븐은 꺼줘', '오븐도 꺼줘', '오븐만 꺼줘', '오븐 좀 꺼줘'])
  same('ko', ['주방 불 켜줘', '주방에 불 켜줘', '주방의 불을 켜줘', '주방 쪽 불 켜줘', '주방에 있는 불 켜줘', '주방 조명 켜줘'])
  same('ko', ['홀하고 주방 불 꺼줘', '홀이랑 주방 불 꺼줘', '홀과 주방 불 꺼줘', '홀 및 주방 조명 꺼줘'])
})

test('spacing does not change what is meant', () => {
  for (const say of ['창가 조명 꺼 줘', '에어컨 24도로 맞춰 주세요', '10분 뒤에 실링팬 꺼 줘', '왼쪽 블라인드 30퍼센트만 열어 줘', '홀 스피커 볼륨 30으로 해 줘'])
    same('ko', [say, say.replaceAll(' ', ''), say.replaceAll(/(\p{L})(?=\p{L})/gu, (letter, _, at: number) => (at % 5 === 2 ? `${letter} ` : letter))])
})

test('numbers mean the same in digits and in words', () => {
  for (const [digits, word] of [['18', '십팔'], ['24', '이십사'], ['30', '삼십'], ['5', '오']] as const) same('ko', [`오븐 ${digits}도로 해줘`, `오븐 ${word} 도로 해줘`, `오븐 ${word}도로 해줘`])
  same('en', ['set the oven to 24 degrees', 'set the oven to twenty four degrees', 'set the oven to twenty-four', 'put the oven at 24'])
})

test('where the time stands does not change what is meant', () => {
  same('ko', ['밤 열한 시에 간판 꺼줘', '간판 밤 11시에 꺼줘', '간판을 밤 열한시에 꺼 주세요'])
  same('en', ['at 11 pm turn off the sign', 'turn off the sign at 11 pm', 'turn the sign off at eleven at night', 'turn off the sign at 23:00'])
})

test('the order of what is wished does not change what is meant', () => {
  same('en', ['turn off the kitchen light', 'turn the kitchen light off', 'kitchen light off', 'the kitchen light, turn it off', 'could you switch off the light in the kitchen please', 'in the kitchen turn off the lights', 'please turn off the kitchen lamp'])
  same('en', ['dim the hall lights to 40 percent', 'hall lights to 40%', 'set the hall lights to forty percent', 'set the brightness of the hall lights to 40', 'I want the lights in the hall at 40 percent'])
  same('ko', ['홀 불 다 꺼줘', '불 다 꺼줘 홀', '홀 불 전부 꺼줘', '홀에 있는 불 모두 꺼줘'])
})

test('politeness, fillers and reasons do not change what is meant', () => {
  same('ko', ['오븐 꺼줘', '저기 오븐 좀 꺼줘', '음 그럼 이제 오븐 꺼줘', '오븐 지금 바로 꺼줘', '너무 더우니까 오븐 꺼줘', '오븐 꺼줘 고마워'])
  same('en', ['turn off the oven', 'hey could you please turn off the oven', 'ok turn off the oven now, thanks', 'would you mind turning off the oven', "it's too hot in here, turn off the oven"])
})

test('what was taken back leaves no trace', () => {
  same('ko', ['에어컨 25도로 해줘', '에어컨 24도 아니 25도로 해줘', '오븐 아니 에어컨 25도로 해줘'])
  same('en', ['turn off the oven', 'turn off the sign, no wait, the oven', 'turn on the oven, sorry, turn it off'])
})

test('an exclusion takes away exactly what is named', () => {
  const all = meaning('불 다 꺼줘', 'ko').actions.flatMap((action) => ('devices' in action ? action.devices : []))
  const but = meaning('주방 빼고 불 다 꺼줘', 'ko').actions.flatMap((action) => ('devices' in action ? action.devices : []))
  assert.deepEqual(all.filter((id) => !but.includes(id)), ['kitchen_light'])
  same('ko', ['주방 빼고 불 다 꺼줘', '불 다 꺼줘 주방만 빼고', '주방은 제외하고 불 다 꺼줘', '주방 말고 불 다 꺼줘'])
  same('en', ['turn off all the lights except the kitchen', 'all lights off but not the kitchen', 'except for the kitchen turn off all the lights', 'turn off every light apart from the kitchen light'])
})

test('of several alternatives the best explained one is taken', () => {
  const answer = understandCommand(['오픈 거 줘', '오븐 꺼 줘', '오분 거 져'], { home, lang: 'ko' })
  assert.deepEqual([answer.act, answer.alternative, answer.actions], ['do', 1, [{ devices: ['oven'], set: { power: 'off' } }]])
})

test('an action is never guessed from its opposite', () => {
  for (const say of ['홀 불 커줘', '오븐 겨줘', '정문 잠여줘', '오븐 커 줘']) assert.notEqual(meaning(say, 'ko').act, 'do', say)
  for (const say of ['turn of the oven', 'turn om the oven', 'loc the front door', 'unlok the front door', 'opn the awning']) assert.notEqual(meaning(say, 'en').act, 'do', say)
})

test('spans cover what was said and tell what was not understood', () => {
  const { spans } = understandCommand('지하 창고 불 켜줘', { home, lang: 'ko' })
  assert.deepEqual(spans.map(({ text, meaning: means }) => [text, means]), [['지하', 'unexplained'], ['창고', 'unexplained'], ['불', 'kind light'], ['켜줘', 'on (do)']])
})

test('talk that borrows the words of a wish does nothing', () => {
  const korean = ['불 켜 놓고 갔네', '아까 불 껐잖아', '문 닫고 다니세요 좀', '오븐에 빵 넣어 주세요', '창가 자리로 바꿔주세요', '에어컨 틀까 말까', '불 끄는 거 잊지 마세요', '이 노래 뭐예요?', '히터 켜져 있으면 더워요', '음악 끄지 마세요', '불 안 꺼도 돼', '사장님이 에어컨 끄래']
  for (const say of korean) assert.equal(meaning(say, 'ko', 'hall').act, 'unknown', say)
  const english = ['take the cake out of the showcase', 'remember to turn off the oven', 'he said turn off the lights', 'we should turn off the heater', 'if it gets cold turn on the heater', 'should I turn on the AC', "don't turn off the oven", 'could you not turn off the oven', 'the coffee machine needs cleaning', 'a dark roast to go', 'put the cake in the oven', 'cool, thanks']
  for (const say of english) assert.equal(meaning(say, 'en', 'hall').act, 'unknown', say)
})

test('an hour that is not clear is asked for, unless it is said to be today', () => {
  const at = (say: string, lang: 'ko' | 'en', hour: number) => understandCommand(say, { home, lang, now: new Date(2026, 10, 25, hour, 30) })
  assert.equal(at('8시에 간판 켜줘', 'ko', 12).act, 'ask')
  assert.deepEqual([7, 12].map((hour) => at('오늘 8시에 간판 켜줘', 'ko', hour).when), [{ at: '08:00' }, { at: '20:00' }])
  assert.equal(at('오늘 8시에 간판 켜줘', 'ko', 22).act, 'ask')
  assert.deepEqual(at('turn on the sign at 8:15 today', 'en', 12).when, { at: '20:15' })
})
