import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { test } from 'node:test'
import type { DeviceCase } from '../score/format.ts'
import { readCases } from '../score/format.ts'
import { judgeCommand } from '../score/judge.ts'
import { seeded, slips } from '../testing/slips.ts'
import type { HomeCatalogue } from './home.ts'
import { compileHome, understandCommand } from './understand.ts'

const sets = join(import.meta.dirname, '../sets')
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9))
const now = new Date('2026-11-25T12:00:00')

/** Korean sentences that are understood as they are, with the home that each is about. */
const understood = globSync('{others,written}/*--devices-ko{,-none}.jsonl', { cwd: sets }).flatMap((file) => {
  const name = basename(file).split('--')[0]!
  const [catalogue] = globSync(`{others,written}/${name}.json`, { cwd: sets })
  const home = compileHome(JSON.parse(readFileSync(join(sets, catalogue!), 'utf8')) as HomeCatalogue)
  return (readCases(readFileSync(join(sets, file), 'utf8'), file) as DeviceCase[]).map((one) => ({ one, home })).filter(({ one, home: at }) => verdict(one, one.say as string, at) === 'exact')
})

function verdict({ lang, area, say: _say, id: _id, ...expected }: DeviceCase, say: string, home: ReturnType<typeof compileHome>) {
  return judgeCommand(expected, understandCommand(say, { home, lang, area, now }))
}

for (const [slip, change] of Object.entries(slips))
  test(`${slip}: nearly everything is understood, and next to nothing is done that was not asked for (seed ${seed})`, () => {
    const random = seeded(seed)
    const changed = understood.map(({ one, home }) => ({ one, home, say: change(one.say as string, random) })).filter(({ one, say }) => say !== one.say)
    const results = changed.map(({ one, home, say }) => ({ say, one, verdict: verdict(one, say, home) }))
    const missed = results.filter(({ verdict: is }) => is !== 'exact')
    const wrong = results.filter(({ verdict: is }) => is === 'wrong')
    assert.ok(results.length > 100, `${results.length} sentences`)
    assert.ok(missed.length <= results.length * 0.05, `${missed.length} of ${results.length}: ${missed.slice(0, 5).map(({ say, one }) => `${say} (${one.say as string})`).join('; ')}`)
    assert.ok(wrong.length <= results.length * 0.01, `${wrong.length} of ${results.length} wrong: ${wrong.map(({ say, one }) => `${say} (${one.say as string})`).join('; ')}`)
  })
