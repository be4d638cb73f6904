import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { scoreCommand } from './command.ts'
import { readCases } from './format.ts'
import { percentile } from './report.ts'

const home = join(import.meta.dirname, '../sets/home.json')

test('a set is scored by set and language, and every step is written', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'jari-score-'))
  t.after(() => rm(folder, { recursive: true }))
  const file = join(folder, 'mixed.jsonl')
  const cases = [
    { id: 'a', lang: 'ko', say: '오븐 꺼줘', act: 'do', actions: [{ devices: ['oven'], set: { power: 'off' } }] },
    { id: 'b', lang: 'ko', say: '오븐 꺼줘', act: 'do', actions: [{ devices: ['sign'], set: { power: 'off' } }] },
    { id: 'c', lang: 'en', say: 'good morning', act: 'unknown', tags: ['talk'] },
  ]
  await writeFile(file, cases.map((one) => `${JSON.stringify(one)}\n`).join('\n'))
  const out = join(folder, 'steps.jsonl')
  const said: string[] = []
  assert.equal(scoreCommand(['--catalogue', home, '--cases', file, '--jsonl', out], (line) => said.push(line)), 0)
  const [head, english, korean] = said.join('\n').split('\n').map((line) => line.trim().split(/\s{2,}/))
  assert.deepEqual(head?.slice(0, 8), ['set', 'lang', 'cases', 'steps', 'exact', 'wrong', 'missed', 'partly'])
  assert.deepEqual(english?.slice(0, 8), ['mixed', 'en', '1', '1', '100.0%', '0', '0', '0'])
  assert.deepEqual(korean?.slice(0, 8), ['mixed', 'ko', '2', '2', '50.0%', '1', '0', '0'])
  const steps = (await readFile(out, 'utf8')).trim().split('\n').map((line) => JSON.parse(line) as { id: string; step: number; exact: boolean; ns: number; expected: unknown; got: unknown })
  assert.deepEqual(steps.map(({ id, step, exact }) => [id, step, exact]), [['a', 1, true], ['b', 1, false], ['c', 1, true]])
  assert.ok(steps.every(({ ns, expected, got }) => ns > 0 && expected && got))
  assert.ok(steps.every((step) => Object.keys(step).join() === 'id,step,expected,got,exact,ns'))
})

test('a file that cannot be read is refused by its name', () => {
  assert.throws(() => scoreCommand(['--catalogue', '/nowhere/home.json', '--cases', home]), /nowhere\/home\.json/)
  assert.throws(() => scoreCommand(['--catalogue', home, '--cases', '/nowhere/cases.jsonl']), /nowhere\/cases\.jsonl/)
  assert.throws(() => scoreCommand(['--catalogue', home]), /--cases/)
})

test('a line that is no case is refused by its number', () => {
  assert.throws(() => readCases('{"id":"a","lang":"ko","say":"네","act":"unknown"}\n{"id":"b"}', 'set'), /set:2/)
  assert.throws(() => readCases('no json', 'set'), /set:1/)
})

test('a percentile is the value that the share does not exceed', () => {
  const numbers = Array.from({ length: 100 }, (_, index) => index + 1)
  assert.deepEqual([percentile(numbers, 0.5), percentile(numbers, 0.99), percentile([], 0.5)], [50, 99, 0])
})
