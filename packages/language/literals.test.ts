import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

const folder = import.meta.dirname
const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}%]+/gu, ' ').trim()

type Case = { readonly say?: string; readonly turns?: readonly { readonly say: string }[] }
const sentences = globSync('sets/*.jsonl', { cwd: folder }).flatMap((file) =>
  readFileSync(join(folder, file), 'utf8').split('\n').filter(Boolean).flatMap((line) => {
    const { say, turns = [] } = JSON.parse(line) as Case
    return [...(say === undefined ? [] : [say]), ...turns.map((turn) => turn.say)].map((text) => ` ${plain(text)} `)
  }),
)

/** Runs of function words that any speaker of the language uses; they are entries of the lexicon and say nothing of one test sentence. */
const idioms = new Set(['all the way', 'a little bit', 'no wait', 'to go', 'what do you have', 'do you have', 'could i get', 'can i get', 'can i have', 'could i have', 'i would like', 'one of each', 'for here'])

test('no phrase of three words or more from a test sentence stands in the code', () => {
  const files = globSync('**/*.ts', { cwd: folder }).filter((file) => !file.endsWith('.test.ts') && !file.startsWith('testing/'))
  assert.ok(files.length > 40 && sentences.length > 500, `${files.length} files, ${sentences.length} sentences`)
  const found = files.flatMap((file) => {
    const code = readFileSync(join(folder, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '')
    const literals = [...code.matchAll(/'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g)].flatMap((match) => (match[1] ?? match[2] ?? match[3] ?? '').split(/[,|/;]/))
    return literals.map(plain).filter((phrase) => phrase.split(' ').length >= 3 && !idioms.has(phrase) && sentences.some((sentence) => sentence.includes(` ${phrase} `))).map((phrase) => `${file}: ${phrase}`)
  })
  assert.deepEqual(found, [])
})
