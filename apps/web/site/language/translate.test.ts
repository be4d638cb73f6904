import assert from 'node:assert/strict'
import { test } from 'node:test'
import { messages, type MessageKey } from './messages.ts'
import { chooseLanguage, sayIn } from './translate.ts'

test('a message is said in the language with its values', () => {
  assert.equal(sayIn('en')('cart.more', { item: 'Latte' }), 'One more Latte')
  assert.equal(sayIn('ko')('cart.more', { item: '라떼' }), '라떼 하나 더')
})

test('a missing value is an error and not a hole in the text', () => {
  assert.throws(() => sayIn('en')('cart.more'), /cart.more needs item/)
})

test('both languages of each message take the same values', () => {
  for (const key of Object.keys(messages) as MessageKey[]) {
    const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).toSorted()
    assert.deepEqual(names(messages[key].ko), names(messages[key].en), key)
  }
})

test('the language chosen before wins, then the first of the browser’s that the pages speak, then English', () => {
  assert.equal(chooseLanguage('ko', ['en-GB']), 'ko')
  assert.equal(chooseLanguage(null, ['fr-FR', 'ko-KR', 'en']), 'ko')
  assert.equal(chooseLanguage(null, ['fr-FR']), 'en')
  assert.equal(chooseLanguage('xx', ['ko']), 'ko')
})
