import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withParticle, type Particle } from './particles.ts'

const said: readonly (readonly [noun: string, particle: Particle, text: string])[] = [
  ['라떼', 'object', '라떼를'], ['빵', 'object', '빵을'], ['소금빵', 'subject', '소금빵이'], ['커피', 'subject', '커피가'],
  ['케이크', 'topic', '케이크는'], ['스콘', 'topic', '스콘은'], ['밀크티', 'and', '밀크티와'], ['크로플', 'and', '크로플과'],
  ['아이스', 'by', '아이스로'], ['스몰', 'by', '스몰로'], ['핫', 'by', '핫으로'], ['라지', 'with', '라지랑'], ['초콜릿', 'with', '초콜릿이랑'],
  ['아메리카노', 'copula', '아메리카노예요'], ['두 잔', 'copula', '두 잔이에요'],
]

test('a particle takes the form that fits the last sound of the noun', () => {
  for (const [noun, particle, text] of said) assert.equal(withParticle(noun, particle), text)
})

test('으로 is 로 after ㄹ, as after a vowel', () => {
  assert.equal(withParticle('물', 'by'), '물로')
  assert.equal(withParticle('물', 'object'), '물을')
})

test('digits are read: 2 ends openly, 3 and 10 do not, 1 ends in ㄹ', () => {
  assert.equal(withParticle('2', 'object'), '2를')
  assert.equal(withParticle('3', 'object'), '3을')
  assert.equal(withParticle('10', 'by'), '10으로')
  assert.equal(withParticle('1', 'by'), '1로')
  assert.equal(withParticle('1000', 'topic'), '1000은')
})

test('Latin letters and words are read as Koreans read them, and brackets are not read', () => {
  assert.equal(withParticle('XL', 'by'), 'XL로')
  assert.equal(withParticle('M', 'by'), 'M으로')
  assert.equal(withParticle('latte', 'object'), 'latte를')
  assert.equal(withParticle('muffin', 'object'), 'muffin을')
  assert.equal(withParticle('라떼 (아이스)', 'object'), '라떼 (아이스)를')
})
