import assert from 'node:assert/strict'
import { test } from 'node:test'
import { maskOf } from './mask.ts'

test('a secret is masked wherever it stands, also encoded', () => {
  const secret = 'a/b+c d'
  const mask = maskOf([secret])
  for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')]) assert.equal(mask(`<${form}> <${form}>`), '<****> <****>')
})

test('each line of a secret of several lines is masked', () => {
  assert.equal(maskOf(['first\nsecond\n'])('second, then first'), '****, then ****')
})

test('a secret that contains another is masked whole', () => {
  assert.equal(maskOf(['key', 'my-key-2'])('my-key-2'), '****')
})

test('an empty secret masks nothing', () => {
  assert.equal(maskOf(['', '\n'])('a\n\nb'), 'a\n\nb')
})
