import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { readCatalogue } from './catalogue.ts'
import { conversation } from './try.ts'

const sets = join(import.meta.dirname, '../sets')

test('a typed wish is answered with what it would do and what each word meant', () => {
  const answer = conversation(readCatalogue(join(sets, 'home.json')), 'kitchen')
  assert.match(answer('불 꺼줘'), /act: "do"[\s\S]*kitchen_light[\s\S]*불 \[kind light\] 꺼줘 \[off \(do\)\]/)
  assert.match(answer('turn on the spaceship'), /act: "unknown"[\s\S]*spaceship \[unexplained\]/)
})

test('a typed order keeps its cart from line to line', () => {
  const answer = conversation(readCatalogue(join(sets, 'menu.json')))
  assert.match(answer('콜드브루 두 잔 주세요'), /"item":"cold_brew","quantity":2/)
  assert.match(answer('콜드브루 한 잔 더요'), /"item":"cold_brew","quantity":3/)
})

test('a catalogue that is none is refused by its file', () => {
  assert.throws(() => readCatalogue(join(sets, 'devices-en.jsonl')), /devices-en\.jsonl/)
})
