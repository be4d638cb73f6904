import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toUnits } from '../text/units.ts'
import { countingWord, koreanNumeral, sinoWord } from './numerals.ts'

const value = (text: string): number | undefined => koreanNumeral(toUnits(text).units, 0)?.value

test('native numbers, alone and before a counter', () => {
  assert.deepEqual(['하나', '두', '세 잔', '열두', '스무', '스물두', '아흔아홉'].map(value), [1, 2, 3, 12, 20, 22, 99])
})

test('sino numbers, digits and both together', () => {
  assert.deepEqual(['이십사', '오십', '백', '천이백', '24', '3백'].map(value), [24, 50, 100, 1200, 24, 300])
})

test('만 is ten thousand before money and a particle otherwise', () => {
  assert.equal(value('삼만원'), 30000)
  assert.equal(value('3만 주세요'), 3)
})

test('every number up to 99 is read back as it is counted, and up to 9999 as it is written in sino words', () => {
  for (let number = 1; number < 100; number += 1) assert.equal(value(countingWord(number)), number, countingWord(number))
  for (const number of [7, 10, 19, 50, 101, 500, 1000, 2345, 9999]) assert.equal(value(sinoWord(number)), number, sinoWord(number))
})

test('what is no number is none', () => {
  assert.equal(value('커피'), undefined)
  assert.equal(value(''), undefined)
})
