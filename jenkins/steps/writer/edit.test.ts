import assert from 'node:assert/strict'
import { test } from 'node:test'
import { messageText } from './edit.ts'

test('a commit message is subject, body and trailers, the edit first', () => {
  const text = messageText('release-1', { subject: 'Release it', body: 'Why.', trailers: { 'Jari-Release': '0001-aaaaaaa' } })
  assert.equal(text, 'Release it\n\nWhy.\n\nJari-Edit: release-1\nJari-Release: 0001-aaaaaaa\n')
})

test('a value with a line break cannot add a trailer of its own', () => {
  const text = messageText('hold-1', { subject: 'Hold it', trailers: { 'Jari-Promoted-By': 'dana\nJari-Environment: prod' } })
  assert.equal(text.split('\n').filter((line) => line.startsWith('Jari-Environment')).length, 0)
})
