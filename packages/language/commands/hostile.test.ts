import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { HomeCatalogue } from './home.ts'
import { compileHome, understandCommand } from './understand.ts'

const light = (id: string, name: string) => ({ id, type: 'light' as const, area: 'a', can: ['power' as const], names: { ko: [name], en: [name] } })
const catalogue: HomeCatalogue = {
  areas: [{ id: 'a', names: { ko: ['홀'], en: ['hall'] } }],
  devices: [light('regex', '(.*)+?[a-z]{2,}^$|\\b'), light('proto', '__proto__'), light('empty', ''), light('emoji', '💡'), light('long', '조명'.repeat(400)), light('constructor', 'constructor')],
  scenes: [{ id: 'toString', names: { ko: ['toString'], en: ['toString'] } }],
}

const texts = ['', ' ', '?', '\u0000\u0007\u001b[31m', '💡🔥🎉', '\ud800', 'ㅋㅋㅋㅋ', '꺼'.repeat(5000), '불 켜줘 '.repeat(1200), 'turn on the light '.repeat(600), '(.*)+?[a-z]{2,}^$|\\b 켜줘', '__proto__ 꺼줘', 'turn on constructor', '١٢٣ 켜줘', '9999999999999999999999도', '불을 turn on 해주세요 светло', 'א ב ג', '\u202e켜줘', 'é'.repeat(300), '이'.repeat(390), 'a '.repeat(199), '일이삼사오육칠팔구십백천만'.repeat(30)]

test('no text and no name makes it throw, and nonsense does nothing', () => {
  const home = compileHome(catalogue)
  for (const lang of ['ko', 'en'] as const)
    for (const text of texts) {
      const { act } = understandCommand(text, { home, lang })
      assert.ok(['do', 'query', 'ask', 'unknown'].includes(act), text.slice(0, 40))
    }
  for (const text of texts.slice(0, 8)) assert.equal(understandCommand(text, { home, lang: 'ko' }).act, 'unknown', text.slice(0, 20))
  assert.equal(understandCommand([], { home, lang: 'ko' }).act, 'unknown')
})

test('a name of signs can be said by its letters', () => {
  const home = compileHome(catalogue)
  assert.deepEqual(understandCommand('__proto__ 꺼줘', { home, lang: 'ko' }).actions, [{ devices: ['proto'], set: { power: 'off' } }])
  assert.deepEqual(understandCommand('turn on constructor', { home, lang: 'en' }).actions, [{ devices: ['constructor'], set: { power: 'on' } }])
})

test('an area that the home does not have is as if none was given', () => {
  const home = compileHome({ ...catalogue, devices: [light('one', '조명')] })
  assert.equal(understandCommand('불 켜줘', { home, lang: 'ko', area: 'nowhere' }).act, 'do')
})
