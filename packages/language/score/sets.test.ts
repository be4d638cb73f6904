import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { test } from 'node:test'
import { readCatalogue, understandingOf } from './catalogue.ts'
import { readCases } from './format.ts'
import { runCases, type Step } from './run.ts'

const folder = join(import.meta.dirname, '../sets')
const understanding = new Map<string, ReturnType<typeof understandingOf>>()

function stepsOf(catalogue: string, file: string): Step[] {
  const understands = understanding.get(catalogue) ?? understandingOf(readCatalogue(join(folder, catalogue)))
  understanding.set(catalogue, understands)
  return runCases(readCases(readFileSync(join(folder, file), 'utf8'), file), understands)
}

function atLeast(steps: readonly Step[], exact: number, wrong: number): void {
  const share = (steps.filter(({ verdict }) => verdict === 'exact').length / steps.length) * 100
  assert.ok(share >= exact, `${share.toFixed(1)} % exact: ${steps.filter(({ verdict }) => verdict !== 'exact').map(({ id }) => id).join(', ')}`)
  const wrongs = steps.filter(({ verdict }) => verdict === 'wrong')
  assert.ok(wrongs.length <= wrong, `wrong: ${wrongs.map(({ id }) => id).join(', ')}`)
}

/** The least share of exact steps, in percent, and the most wrong ones. */
const wanted = [
  ['home.json', 'devices-ko', 97, 0],
  ['home.json', 'devices-ko-noise', 93, 0],
  ['home.json', 'devices-ko-none', 96.6, 0],
  ['home.json', 'devices-en', 97, 0],
] as const

for (const [catalogue, set, exact, wrong] of wanted) test(`${set}: at least ${exact} % exact and at most ${wrong} wrong`, () => atLeast(stepsOf(catalogue, `${set}.jsonl`), exact, wrong))

/** Sets of homes, with the catalogue that each is about. */
function setsIn(place: string): { kind: string; catalogue: string; file: string }[] {
  const catalogues = new Map(globSync('{others,written}/*.json', { cwd: folder }).map((file) => [basename(file, '.json'), file]))
  return globSync(`${place}/*--devices-*.jsonl`, { cwd: folder }).map((file) => {
    const [home = '', kind = ''] = basename(file, '.jsonl').split('--')
    return { kind, catalogue: catalogues.get(home)!, file }
  })
}

for (const place of ['others', 'written'])
  for (const [kind, exact] of [['devices-ko', 97], ['devices-ko-noise', 93], ['devices-ko-none', 97], ['devices-en', 97], ['devices-en-none', 97]] as const) {
    const sets = setsIn(place).filter((one) => one.kind === kind)
    if (sets.length > 0) test(`${place}, ${kind}: at least ${exact} % exact and nothing wrong`, () => atLeast(sets.flatMap(({ catalogue, file }) => stepsOf(catalogue, file)), exact, 0))
  }

test('the sets of other authors and our own are found', () => {
  assert.deepEqual(['others', 'written'].map((place) => setsIn(place).length > 8 && setsIn(place).every(({ catalogue }) => catalogue)), [true, true])
})
