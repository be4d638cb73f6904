import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { parseArgs } from 'node:util'
import { loadStep, stepNames } from '../jenkins/steps/catalogue.ts'
import { checkout, commands, read, readable, skeleton } from './testing/texts.ts'

test('the Korean README has the headings, commands and links of the English one, in the same order', () => {
  assert.deepEqual(skeleton(read('README.ko.md')), skeleton(read('README.md')))
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

test('every option that a command in a text gives a step exists', async () => {
  const lines = readable().flatMap((file) => commands(read(file)).map((line) => ({ file, line })))
  const named = lines.flatMap(({ file, line }) => [...line.matchAll(/\bnpx jari ([a-z][a-z-]*)((?: (?:'[^']*'|[^\s&|;']+))*)/g)].map(([, name, rest]) => ({ file, line, name: name!, words: rest!.match(/'[^']*'|\S+/g) ?? [] })))
  assert.ok(named.length >= 20, `only ${named.length} were found`)
  for (const { file, line, name, words } of named) {
    const { options } = await loadStep(name)
    const args = words.map((word) => word.replaceAll("'", ''))
    assert.doesNotThrow(() => parseArgs({ args, options: { ...options, help: { type: 'boolean' }, json: { type: 'boolean' } }, strict: true }), `${file}: ${line}`)
  }
})

test('every script that a text runs with node exists', () => {
  const named = mentions(/\bnode ((?:[\w.-]+\/)+[\w.-]+\.(?:ts|mjs))/g).filter(({ name }) => !name.startsWith('apps/'))
  assert.ok(named.length >= 2, `only ${named.length} were found`)
  for (const { file, name } of named) assert.ok(existsSync(join(checkout, name)), `${file}: there is no ${name}`)
})
