import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { test } from 'node:test'
import { readCatalogue, understandingOf } from './catalogue.ts'
import { readCases } from './format.ts'
import { runCases, type Step } from './run.ts'

const folder = join(import.meta.dirname, '../sets')
const stepsOf = (file: string, catalogue: string): Step[] => runCases(readCases(readFileSync(join(folder, file), 'utf8'), file), understandingOf(readCatalogue(join(folder, catalogue))))
const failed = (steps: readonly Step[]) => steps.filter(({ verdict }) => verdict !== 'exact').map(({ id, step }) => `${id}:${step}`)

/** The steps of each development set, and how many of them may be other than exact. */
const development = [
  ['orders-ko', 120, 2],
  ['orders-ko-dialogs', 105, 3],
  ['orders-ko-noise', 49, 3],
  ['orders-ko-none', 60, 2],
  ['orders-en', 79, 2],
] as const

for (const [set, count, most] of development)
  test(`${set}: at most ${most} of ${count} steps are not exact`, () => {
    const steps = stepsOf(`${set}.jsonl`, 'menu.json')
    assert.equal(steps.length, count)
    assert.ok(failed(steps).length <= most, failed(steps).join(', '))
  })

test('what we wrote for the menus of others is understood, every step of it', () => {
  const steps = globSync('written/*--orders-{ko,en}.jsonl', { cwd: folder }).flatMap((file) => stepsOf(file, `others/${basename(file).split('--')[0]}.json`))
  assert.ok(steps.length > 130, String(steps.length))
  assert.deepEqual(failed(steps), [])
})

/** The least share of exact steps, in percent, over the sets of other authors that are open to development. */
const others = [
  ['orders-ko', 97],
  ['orders-ko-dialogs', 97],
  ['orders-ko-noise', 96],
  ['orders-en', 97],
  ['orders-en-dialogs', 96],
] as const

for (const [kind, least] of others)
  test(`${kind} of other authors: at least ${least} % exact`, () => {
    const steps = globSync(`others/*--${kind}.jsonl`, { cwd: folder }).flatMap((file) => stepsOf(file, `others/${basename(file).split('--')[0]}.json`))
    const share = 100 - (failed(steps).length / steps.length) * 100
    assert.ok(steps.length > 150 && share >= least, `${share.toFixed(1)} %: ${failed(steps).join(', ')}`)
  })

/** Ids of the cases in which something was done or asked though nothing was to be. */
function actedOn(steps: readonly Step[]): string[] {
  const quiet = new Set(['unknown', 'question', 'repeat'])
  return steps.filter(({ expected, got }) => !quiet.has((got as { act: string }).act) && (got as { act: string }).act !== (expected as { act: string }).act).map(({ id }) => id)
}

test('nothing is acted on where nothing was ordered', () => {
  const sets = ['orders-ko-none.jsonl', ...globSync('others/*--orders-*-none.jsonl', { cwd: folder })]
  const steps = sets.flatMap((file) => stepsOf(file, file.includes('--') ? `others/${basename(file).split('--')[0]}.json` : 'menu.json'))
  assert.ok(steps.length > 200)
  assert.deepEqual(actedOn(steps), [])
})

test('of the talk that we wrote at most one sentence in a hundred is acted on', () => {
  const steps = globSync('written/*--orders-*-none.jsonl', { cwd: folder }).flatMap((file) => {
    const [menu = ''] = basename(file).split('--')
    return stepsOf(file, menu === 'menu' ? 'menu.json' : `others/${menu}.json`)
  })
  assert.ok(steps.length > 200)
  const acted = actedOn(steps)
  assert.ok(acted.length * 100 <= steps.length, acted.join(', '))
})
