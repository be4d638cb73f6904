import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readCases } from '../score/format.ts'
import { judgeCommand } from '../score/judge.ts'
import type { DeviceCase } from '../score/format.ts'
import { dropDevice, type HomeCatalogue, putDevice } from './home.ts'
import { compileHome, understandCommand } from './understand.ts'

const sets = join(import.meta.dirname, '../sets')
const catalogue = JSON.parse(readFileSync(join(sets, 'home.json'), 'utf8')) as HomeCatalogue
const cases = readCases(readFileSync(join(sets, 'devices-ko.jsonl'), 'utf8'), 'devices-ko') as DeviceCase[]

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9))
let state = seed
const random = (): number => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0
  return state / 4294967296
}
const one = <Item>(list: readonly Item[]): Item => list[Math.floor(random() * list.length)]!

/** A made-up Korean word that is no word of a wish and none of those taken: two things of one name cannot be told apart. */
function made(taken: ReadonlySet<string>): string {
  const syllables = [...'갸녀댜려먀벼샤캬텨퍄휴뉴듀류뮤뷰슈큐튜퓨']
  const word = Array.from({ length: 3 }, () => one(syllables)).join('')
  return taken.has(word) ? made(taken) : word
}

test(`results follow the names: every area and device renamed (seed ${seed})`, () => {
  for (let round = 0; round < 3; round += 1) {
    const words = new Map<string, string>()
    const rename = (word: string): string => words.get(word) ?? words.set(word, made(new Set(words.values()))).get(word)!
    const places = ['홀', '카운터', '주방', '테라스', '화장실']
    const things = ['메인', '창가', '펜던트', '왼쪽', '오른쪽', '쇼케이스', '메뉴판', '간판', '오븐', '커피 머신', '실링팬']
    const change = (text: string): string => [...things, ...places].reduce((changed, word) => changed.replaceAll(word, () => rename(word)).replaceAll(word.replaceAll(' ', ''), () => rename(word)), text)
    const home = compileHome({
      ...catalogue,
      areas: catalogue.areas.map((area) => ({ ...area, names: { ko: area.names.ko!.map(change) } })),
      devices: catalogue.devices.map((device) => ({ ...device, names: { ko: device.names.ko!.map(change) } })),
    })
    const wrong = cases.filter(({ say, area, lang, ...expected }) => judgeCommand(expected, understandCommand(change(say as string), { home, lang, area })) !== 'exact')
    assert.ok(wrong.length <= cases.length * 0.03, `${wrong.length} of ${cases.length}: ${wrong.slice(0, 5).map(({ say }) => `${say as string} → ${change(say as string)}`).join('; ')}`)
  }
})

test('a device that is added or removed is understood or not at once, like in a home compiled anew', () => {
  const home = compileHome(catalogue)
  const about = { home, lang: 'ko' } as const
  assert.equal(understandCommand('제빙기 꺼줘', about).act, 'unknown')
  putDevice(home, { id: 'ice', type: 'appliance', area: 'kitchen', names: { ko: ['제빙기'] }, can: ['power'] })
  assert.deepEqual(understandCommand('제빙기 꺼줘', about).actions, [{ devices: ['ice'], set: { power: 'off' } }])
  putDevice(home, { id: 'ice', type: 'appliance', area: 'kitchen', names: { ko: ['얼음통'] }, can: ['power'] })
  assert.deepEqual([understandCommand('얼음통 켜줘', about).act, understandCommand('주방 얼음통 켜줘', about).act], ['do', 'do'])
  dropDevice(home, 'ice')
  assert.equal(understandCommand('얼음통 켜줘', about).act, 'unknown')
  assert.equal(understandCommand('오븐 꺼줘', about).act, 'do')
})
