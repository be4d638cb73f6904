import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { HomeCatalogue } from './home.ts'
import { compileHome, understandCommand } from './understand.ts'

const catalogue: HomeCatalogue = {
  areas: [{ id: 'hall', names: { ko: ['홀'], en: ['hall'] } }, { id: 'kitchen', names: { ko: ['주방'], en: ['kitchen'] } }],
  devices: [
    { id: 'lamp', type: 'light', area: 'hall', names: { ko: ['스탠드'], en: ['floor lamp'] }, can: ['power', 'brightness', 'colorTemperature'] },
    { id: 'oven', type: 'appliance', area: 'kitchen', names: { ko: ['오븐'], en: ['oven'] }, can: ['power', 'temperature'] },
    { id: 'door', type: 'lock', area: 'hall', names: { ko: ['정문'], en: ['front door'] }, can: ['locked'] },
    { id: 'ac', type: 'climate', area: 'hall', names: { ko: ['에어컨'], en: ['air conditioner'] }, can: ['power', 'temperature', 'mode', 'fanSpeed'] },
  ],
}
const home = compileHome(catalogue)
const understand = (say: string, area?: string) => understandCommand(say, { home, lang: /\p{Script=Hangul}/u.test(say) ? 'ko' : 'en', area })
const off = (device: string) => [{ devices: [device], set: { power: 'off' } }]

test('how long something shall last, and until when, is asked', () => {
  for (const say of ['turn on the oven for ten minutes', 'turn on the oven until midnight', 'turn on the oven at 7 pm and off at 8 pm', '오븐 10분 동안 켜줘', '오븐 10분만 켜줘', '오븐 7시부터 9시까지 켜줘']) assert.equal(understand(say).act, 'ask', say)
})

test('a condition that says nothing more is dropped, any other makes no wish', () => {
  for (const say of ['turn off the oven if it is on', 'if the oven is on turn it off', '오븐 켜져 있으면 꺼줘']) assert.deepEqual(understand(say).actions, off('oven'), say)
  for (const say of ['turn on the oven if the front door is locked', 'when it gets dark turn on the floor lamp', 'turn on the oven if it is on', '더우면 에어컨 켜줘', '손님 오면 스탠드 켜줘']) assert.notEqual(understand(say).act, 'do', say)
})

test('a complaint asks for what is missing, if that is all that is said', () => {
  assert.deepEqual(understand("it's too dark in here", 'hall').actions, [{ devices: ['lamp'], change: { brightness: 'up' } }])
  assert.deepEqual(understand('the floor lamp is too bright').actions, [{ devices: ['lamp'], change: { brightness: 'down' } }])
  for (const say of ['it was too dark in that movie', 'is it too dark in here', 'it is dark in here', "it's too dark in here, he said"]) assert.notEqual(understand(say, 'hall').act, 'do', say)
})

test('a number that no device can take is no wish', () => {
  for (const say of ['set the floor lamp to 500 percent', 'set the oven to 9000 degrees', '스탠드 밝기 300으로 해줘', '정문 20으로 열어줘', 'turn off the oven to 20']) assert.notEqual(understand(say).act, 'do', say)
})

test('two values for one thing are asked for', () => {
  for (const say of ['turn the oven on and turn the oven off', '오븐 켜고 오븐 꺼']) assert.equal(understand(say).act, 'ask', say)
})

test('what is taken back is not done', () => {
  for (const say of ['turn on the oven, never mind', '오븐 켜줘 아니 됐어']) assert.equal(understand(say).act, 'unknown', say)
  assert.deepEqual(understand('turn on the oven, no, turn off the oven').actions, off('oven'))
})

test("what somebody else said, did or shall do is no wish", () => {
  for (const say of ['he told me to turn off the oven', 'I was going to turn off the oven', 'stop turning on the oven', 'before you leave turn off the oven', '사장님이 오븐 꺼 달래', '오븐 꺼 주시래요', '오븐 끄면 안 돼', '오븐 껐다고 했잖아', '오븐 끄는 중이야']) assert.notEqual(understand(say).act, 'do', say)
})

test('a thing or place that the home does not have is never taken for another', () => {
  for (const say of ['turn on the sauna', 'turn off the attic lamp', 'lock the cellar', '베란다 불 켜줘', '무대 조명 꺼줘', '사우나 켜줘', '락커 열어주세요']) assert.equal(understand(say).act, 'unknown', say)
})

test('an hour in two parts of the day is asked for', () => {
  for (const say of ['turn off the oven at 2 pm tonight', '오후 2시 밤에 오븐 꺼줘']) assert.equal(understand(say).act, 'ask', say)
  assert.equal(understand('오늘 밤 오후 10시에 오븐 꺼줘').when?.at, '22:00')
})
