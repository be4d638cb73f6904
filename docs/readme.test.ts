import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { stepNames } from '../jenkins/steps/catalogue.ts'
import { checkout, readable } from './testing/texts.ts'

const read = (file: string) => readFileSync(join(checkout, file), 'utf8')
const english = read('README.md')
const korean = read('README.ko.md')

const levels = (text: string) => [...text.matchAll(/^(#+) /gm)].map(([, marks]) => marks)
const commands = (text: string) => [...text.matchAll(/^```sh\n([\s\S]*?)^```/gm)].flatMap(([, block]) => block!.trim().split('\n'))
const links = (text: string) => [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target!)

test('the Korean README has the headings, commands and links of the English one, in the same order', () => {
  assert.deepEqual(levels(korean), levels(english))
  assert.deepEqual(commands(korean), commands(english))
  assert.deepEqual(links(korean), links(english))
})

/** What a pattern's first group finds in any text for people, each with the file it stands in. */
const mentions = (pattern: RegExp) => readable().flatMap((file) => [...read(file).matchAll(pattern)].map(([, name]) => ({ file, name: name! })))

test('every npm script that a text names exists', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  // `npm start`, `npm stop` and `npm test` need no `run`; other words after `npm` are npm's own
  const named = mentions(/\bnpm (?:run (?:--\S+ )?([a-z][a-z:]*)|(?:start|stop|test)\b)/g).filter(({ name }) => name !== undefined)
  assert.ok(named.length >= 15, `only ${named.length} were found`)
  for (const { file, name } of named) assert.ok(scripts[name], `${file}: npm script "${name}" is not in package.json`)
})

test('every step that a text names exists', () => {
  const named = mentions(/\bnpx jari ([a-z][a-z-]*)/g)
  assert.ok(named.length >= 5, `only ${named.length} were found`)
  for (const { file, name } of named) assert.ok(stepNames().includes(name), `${file}: there is no step "${name}"`)
})

test('every script that a text runs with node exists', () => {
  const named = mentions(/\bnode ((?:[\w.-]+\/)+[\w.-]+\.(?:ts|mjs))/g).filter(({ name }) => !name.startsWith('apps/'))
  assert.ok(named.length >= 2, `only ${named.length} were found`)
  for (const { file, name } of named) assert.ok(existsSync(join(checkout, name)), `${file}: there is no ${name}`)
})
