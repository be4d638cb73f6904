import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Dictionary } from './dictionary.ts'
import { SimilarNames } from './similar.ts'
import { toUnits } from './units.ts'

test('a name is found whatever its spacing, and a homophone is told from the name itself', () => {
  const names = new Dictionary<string>()
  names.add('카페 라떼', 'latte')
  const found = (text: string) => names.whole(toUnits(text).units).map(match => [match.value, match.exact])
  assert.deepEqual(found('카페라떼'), [['latte', true]])
  assert.deepEqual(found('카 페 라떼'), [['latte', true]])
  assert.deepEqual(found('까페라떼'), [['latte', false]])
  assert.deepEqual(found('카페모카'), [])
})

test('a name that is removed is not found, and names that share its beginning still are', () => {
  const names = new Dictionary<string>()
  names.add('초코 케이크', 'cake')
  names.add('초코 케이크 세트', 'set')
  names.remove('초코 케이크', 'cake')
  assert.deepEqual(names.whole(toUnits('초코케이크').units), [])
  assert.equal(names.whole(toUnits('초코케이크세트').units)[0]?.value, 'set')
})

test('a misheard name is found inside a sentence, and one too far off is not', () => {
  const names = new SimilarNames<string>()
  names.add('자몽에이드', 'ade')
  names.add('peppermint tea', 'tea')
  const near = (text: string) => names.within(toUnits(text).units, 0, toUnits(text).units.length).map(match => match.value)
  assert.deepEqual(near('그 자몽 메이드 하나'), ['ade'])
  assert.deepEqual(near('a pepermint tea'), ['tea'])
  assert.deepEqual(near('고구마라떼'), [])
  names.remove('자몽에이드', 'ade')
  assert.deepEqual(near('자몽 메이드'), [])
})

test('text is cut into syllables, words, numbers and signs with their places', () => {
  const { units, end } = toUnits("I'll take 2, 라떼?")
  assert.deepEqual(units.map(unit => unit.text), ['ill', 'take', '2', '라', '떼'])
  assert.deepEqual([units[3]?.start, units[3]?.end, end], [13, 14, 4])
})
