import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

const folder = import.meta.dirname
const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}%]+/gu, ' ').trim()

type Case = { readonly say?: string; readonly turns?: readonly { readonly say: string }[] }
const sentencesOf = (pattern: string) => globSync(pattern, { cwd: folder }).flatMap((file) =>
  readFileSync(join(folder, file), 'utf8').split('\n').filter(Boolean).flatMap((line) => {
    const { say, turns = [] } = JSON.parse(line) as Case
    return [...(say === undefined ? [] : [say]), ...turns.map((turn) => turn.say)].map((text) => ` ${plain(text)} `)
  }),
)
const sentences = sentencesOf('sets/*.jsonl')
const wishes = sentencesOf('sets/{others,written}/*--devices-*.jsonl')

/** Runs of function words that any speaker of the language uses; they are entries of the lexicon and say nothing of one test sentence. */
const idioms = new Set(['all the way', 'a little bit', 'no wait', 'to go', 'what do you have', 'do you have', 'could i get', 'can i get', 'can i have', 'could i have', 'i would like', 'one of each', 'for here'])

/** The same for wishes, where more sentences are looked at: politeness, times, questions and kinds of machines. */
const wishIdioms = new Set([
  'could you please', 'would you mind', 'do you mind', 'is it possible to', 'would it be possible to', 'be a dear and', 'be so kind as to', 'a favor and', 'go ahead and', 'great if you could', 'if you could', 'i was wondering', 'when you get a chance', 'i need to', 'i need you to', 'i want to', 'let there be', 'at the moment', 'no need to', 'no need for', 'needs to be', 'to be at', 'no i mean', 'it can be',
  'a quarter of an hour', 'quarter of an hour', 'half an hour', 'and a half', 'in the morning', 'in the evening', 'monday to friday',
  'do you know', 'do you want', 'would you like', 'let me know', 'tell me if', 'tell me whether', 'check if i left', 'did i leave', 'did someone leave', 'did somebody leave', 'how far down', 'how far open', 'how many degrees', 'how many degrees is it', 'is it cold', 'is it warm', 'is it hot', 'is it humid',
  'in this room', 'in every room', 'both of them', 'only one of', 'but leave out', 'a tiny bit', 'all the way up', 'as bright as', 'as dark as', 'not enough light', 'fan only mode', 'robot vacuum cleaner',
])

/** Phrases of three words or more in the code that stand in one of the sentences. */
function borrowed(files: readonly string[], from: readonly string[], allowed: ReadonlySet<string>): string[] {
  return files.flatMap((file) => {
    const code = readFileSync(join(folder, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '')
    const literals = [...code.matchAll(/'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g)].flatMap((match) => (match[1] ?? match[2] ?? match[3] ?? '').split(/[,|/;]/))
    return literals.map(plain).filter((phrase) => phrase.split(' ').length >= 3 && !allowed.has(phrase) && from.some((sentence) => sentence.includes(` ${phrase} `))).map((phrase) => `${file}: ${phrase}`)
  })
}

const code = globSync('**/*.ts', { cwd: folder }).filter((file) => !file.endsWith('.test.ts') && !file.startsWith('testing/'))

test('no phrase of three words or more from a test sentence stands in the code', () => {
  assert.ok(code.length > 40 && sentences.length > 500, `${code.length} files, ${sentences.length} sentences`)
  assert.deepEqual(borrowed(code, sentences, idioms), [])
})

test('nor one of a wish by another author in the code for wishes', () => {
  assert.ok(wishes.length > 3000, `${wishes.length} wishes`)
  assert.deepEqual(borrowed(code.filter((file) => file.startsWith('commands/')), wishes, new Set([...idioms, ...wishIdioms])), [])
})
