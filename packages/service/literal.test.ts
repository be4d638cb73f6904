import assert from 'node:assert/strict'
import { test } from 'node:test'
import { literal, textOf } from './literal.ts'

test('text without anything special is taken as it is, JSON’s double quotes too', () => {
  assert.equal(literal('{"name":"아메리카노 ☕"}'), `'{"name":"아메리카노 ☕"}'`)
})

test('what would end a text or mean something in it is escaped', () => {
  assert.equal(literal("it's"), String.raw`'it\'s'`)
  assert.equal(literal('\\'), String.raw`'\\'`)
  assert.equal(literal("\\'; drop table x; --"), String.raw`'\\\'; drop table x; --'`)
  assert.equal(literal('a\0b\nc\rd\x1ae'), String.raw`'a\0b\nc\rd\Ze'`)
})

test('numbers and null are as they are; nothing else has a literal', () => {
  assert.deepEqual([literal(12), literal(-0.5), literal(null)], ['12', '-0.5', 'null'])
  for (const value of [undefined, NaN, Infinity, true, {}, ['a'], new Date()]) assert.throws(() => literal(value), TypeError)
})

test('values go to their places, whatever question marks they bring', () => {
  assert.equal(textOf({ sql: 'insert into t values (?,?),(?,?)', values: ['a?', 1, '?', null] }), `insert into t values ('a?',1),('?',null)`)
  assert.throws(() => textOf({ sql: 'select ?', values: [] }), TypeError)
  assert.throws(() => textOf({ sql: 'select 1', values: [1] }), TypeError)
})
