import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readCatalogue, understandingOf } from './catalogue.ts'
import { readCases } from './format.ts'
import { runCases } from './run.ts'

const folder = join(import.meta.dirname, '../sets')

/** The least share of exact steps, in percent, and the most wrong ones. */
const wanted = [
  ['home.json', 'devices-ko', 97, 1],
  ['home.json', 'devices-ko-noise', 93, 1],
  ['home.json', 'devices-ko-none', 96.6, 0],
  ['home.json', 'devices-en', 97, 0],
] as const

for (const [catalogue, set, exact, wrong] of wanted)
  test(`${set}: at least ${exact} % exact and at most ${wrong} wrong`, () => {
    const steps = runCases(readCases(readFileSync(join(folder, `${set}.jsonl`), 'utf8'), set), understandingOf(readCatalogue(join(folder, catalogue))))
    const share = (steps.filter(({ verdict }) => verdict === 'exact').length / steps.length) * 100
    assert.ok(share >= exact, `${share.toFixed(1)} % exact: ${steps.filter(({ verdict }) => verdict !== 'exact').map(({ id }) => id).join(', ')}`)
    assert.ok(steps.filter(({ verdict }) => verdict === 'wrong').length <= wrong)
  })
