import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { test } from 'node:test'
import { readCatalogue, understandingOf } from './catalogue.ts'
import { readCases } from './format.ts'
import { runCases, type Step } from './run.ts'

const folder = join(import.meta.dirname, '../sets/unseen')

/** The steps of every set of a kind, each with its catalogue. */
function stepsOf(kind: string): Step[] {
  return globSync(`*--${kind}.jsonl`, { cwd: folder }).flatMap((file) =>
    runCases(readCases(readFileSync(join(folder, file), 'utf8'), file), understandingOf(readCatalogue(join(folder, `${basename(file).split('--')[0]}.json`)))),
  )
}

/** How many steps there are, and the least share that has to be exact, in percent: three points below what the development sets have to reach. */
const kinds = [
  ['orders-ko', 80, 95],
  ['orders-ko-dialogs', 140, 94],
  ['orders-ko-noise', 55, 90],
  ['orders-en', 100, 94],
  ['orders-en-dialogs', 82, 94],
  ['devices-ko', 100, 94],
  ['devices-ko-noise', 40, 90],
  ['devices-en', 120, 94],
] as const

for (const [kind, count, least] of kinds)
  test(`${kind} that nobody developed on: at least ${least} % of ${count} steps are exact`, () => {
    const steps = stepsOf(kind)
    assert.equal(steps.length, count)
    const exact = steps.filter(({ verdict }) => verdict === 'exact').length
    // no sentence is named: who develops is not to read them
    assert.ok((exact / count) * 100 >= least, `${exact} of ${count}`)
  })

test('nothing is acted on where nothing was asked for', () => {
  const steps = ['orders-ko-none', 'orders-en-none', 'devices-ko-none', 'devices-en-none'].flatMap(stepsOf)
  assert.equal(steps.length, 120)
  assert.equal(steps.filter(({ verdict }) => verdict === 'wrong').length, 0)
})
