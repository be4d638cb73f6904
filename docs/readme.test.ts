import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from 'node:test'

const checkout = resolve(import.meta.dirname, '..')
const english = readFileSync(join(checkout, 'README.md'), 'utf8')
const korean = readFileSync(join(checkout, 'README.ko.md'), 'utf8')

const levels = (text: string) => [...text.matchAll(/^(#+) /gm)].map(([, marks]) => marks)
const commands = (text: string) => [...text.matchAll(/^```sh\n([\s\S]*?)^```/gm)].flatMap(([, block]) => block!.trim().split('\n'))
const links = (text: string) => [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target!)

test('the Korean README has the headings, commands and links of the English one, in the same order', () => {
  assert.deepEqual(levels(korean), levels(english))
  assert.deepEqual(commands(korean), commands(english))
  assert.deepEqual(links(korean), links(english))
})

test('every npm script that the README names exists', () => {
  const { scripts } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
  const named = commands(english).flatMap((line) => /^npm (?:run )?([a-z:]+)/.exec(line)?.[1] ?? [])
  assert.ok(named.length >= 7)
  for (const name of named) assert.ok(scripts[name], `README: npm script "${name}" is not in package.json`)
})

test('every file that the README links to exists', () => {
  for (const target of links(english)) assert.ok(existsSync(join(checkout, target)), `README links to ${target}, which does not exist`)
})
