import assert from 'node:assert/strict'
import { test } from 'node:test'
import { prefixedLog, readable } from './log.ts'

test('a line of JSON log is told in words', () => {
  assert.equal(readable('{"level":"info","time":"x","service":"order","msg":"serving","port":8080}'), 'serving port=8080')
  assert.equal(readable('{"level":"info","msg":"request","requestId":"r","method":"GET","route":"/a/:b","path":"/a/c","status":200,"ms":1.5}'), 'GET /a/c 200 1.5 ms')
  assert.equal(readable('{"level":"warn","msg":"slow","lines":[1]}'), 'warn slow lines=[1]')
})

test('an error keeps its stack', () => {
  assert.match(readable('{"level":"error","msg":"request failed","err":{"stack":"Error: no\\n  at x.ts:1"}}'), /^error request failed\nError: no\n {2}at x.ts:1$/)
})

test('lines that are no JSON stay as they are', () => {
  assert.equal(readable('{ not json'), '{ not json')
  assert.equal(readable('Listening'), 'Listening')
})

test('each line says when and who', () => {
  let text = ''
  prefixedLog((part) => (text += part), false, () => new Date(2026, 0, 1, 9, 5, 7))('order', 'hello')
  assert.equal(text, '09:05:07 order     hello\n')
})
