import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { helpOf, loadStep, stepNames } from './catalogue.ts'
import { modulesOf } from './testing/modules.ts'

const docs = join(import.meta.dirname, '../../docs/steps')

test('each step has a module, a help text that begins with its summary, and a page that quotes the help word for word', async () => {
  for (const name of stepNames()) {
    const help = helpOf(name)
    assert.match(help, new RegExp(`^[a-z].+\\n\\nUsage: jari ${name} `), name)
    assert.ok(readFileSync(join(docs, `${name}.md`), 'utf8').includes(help), `docs/steps/${name}.md quotes help.txt`)
    const step = await loadStep(name)
    for (const option of Object.keys(step.options)) assert.ok(help.includes(`--${option}`), `${name}: help.txt tells of --${option}`)
  }
})

test('each step has a test beside it', () => {
  for (const name of stepNames()) assert.ok(readdirSync(join(import.meta.dirname, name)).some((file) => file.endsWith('.test.ts')), `${name} has no test`)
})

/** For every step alike, or one form of another: "jari --help" tells of them. */
const common = ['JARI_CACHE', 'JARI_NOTIFY_TEMPLATE']

test('the help of each step names every setting that its modules read, or the step that reads it', () => {
  for (const name of stepNames()) {
    const help = helpOf(name)
    const told = help + [...help.matchAll(/what "jari ([a-z-]+)" reads/g)].map(([, other]) => helpOf(other!)).join('')
    const read = [...modulesOf(join(import.meta.dirname, name, 'step.ts')).values()].flatMap((text) => [...text.matchAll(/settings\.(?:get|optional)\('(\w+)'/g)].map(([, setting]) => setting!))
    for (const setting of read.filter((one) => !common.includes(one))) assert.ok(told.includes(setting), `${name}: help.txt does not tell of ${setting}`)
  }
})
