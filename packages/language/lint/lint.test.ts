import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Catalogue } from '../score/catalogue.ts'
import { lintNames } from './lint.ts'

const light = (id: string, area: string, ...ko: string[]) => ({ id, type: 'light' as const, area, can: ['power' as const], names: { ko, en: [id] } })
const home = (...devices: ReturnType<typeof light>[]): Catalogue => ({
  kind: 'home',
  areas: [{ id: 'hall', names: { ko: ['홀'], en: ['hall'] } }, { id: 'kitchen', names: { ko: ['주방'], en: ['kitchen'] } }],
  devices,
})
const kinds = (catalogue: Catalogue) => lintNames(catalogue).map(({ kind, names }) => [kind, ...names.map(({ id }) => id)])

test('two devices of one name in one area collide; in two areas they do not', () => {
  assert.deepEqual(kinds(home(light('first', 'hall', '벽 조명'), light('second', 'hall', '벽조명'))), [['same', 'first', 'second']])
  assert.deepEqual(kinds(home(light('first', 'hall', '벽 조명'), light('second', 'kitchen', '벽 조명'))), [])
})

test('names that a recogniser takes for one another are told; numbers are meant to be alike', () => {
  assert.deepEqual(kinds(home(light('first', 'hall', '펜던트 조명'), light('second', 'hall', '팬던트 조명'))).map(([kind]) => kind), ['same'])
  assert.deepEqual(kinds(home(light('first', 'hall', '스탠드 조명'), light('second', 'hall', '스텐트 조명'))).map(([kind]) => kind), ['alike'])
  assert.deepEqual(kinds(home(light('first', 'hall', '테이블 1'), light('second', 'hall', '테이블 2'))), [])
})

test('a name that is an ordinary word, or nothing that could be said, is told', () => {
  assert.deepEqual(kinds(home(light('first', 'hall', '전부'))), [['word', 'first']])
  assert.deepEqual(kinds(home(light('first', 'hall', '(*)'))), [['silent', 'first']])
})
