import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { readPhases } from './phases.ts'
import { readLog, readRun, readRuns } from './runs.ts'

let folder: string
before(async () => { folder = await mkdtemp(join(tmpdir(), 'jari-runs-')) })
after(async () => { await rm(folder, { recursive: true, force: true }) })

const about = async () => ({ subject: 'Take orders faster', author: 'Developer' })

async function write(number: string, file: string, content: string) {
  await mkdir(join(folder, number), { recursive: true })
  await writeFile(join(folder, number, file), content)
}

test('runs come newest first, a damaged one says so, and what is no run is passed over', async () => {
  await write('9', 'run.json', JSON.stringify({ number: 9, commit: 'a'.repeat(40), result: 'success', stages: [{ name: 'plan', startedAt: null, finishedAt: null, result: 'success' }] }))
  await write('10', 'run.json', '{"number": 10, "resul')
  await write('11', 'log.txt', 'no run.json yet')
  await write('notes', 'run.json', '{}')
  const runs = await readRuns(folder, about)
  assert.deepEqual(runs.map(({ number, result }) => [number, result]), [[10, 'unreadable'], [9, 'success']])
  assert.equal(runs[1]!.subject, 'Take orders faster')
  assert.equal(await readRun(folder, 12, about), null)
  assert.deepEqual(await readRuns(join(folder, 'nowhere'), about), [])
})

test('of a long log the end is shown, from the beginning of a line', async () => {
  await write('9', 'log.txt', `${'x'.repeat(40)}\nsecond\nthird\n`)
  assert.deepEqual(await readLog(folder, 9, 20), { text: 'second\nthird\n', cut: true })
  assert.equal((await readLog(folder, 9)).cut, false)
  assert.deepEqual(await readLog(folder, 10), { text: '', cut: false })
})

test('phases are empty before the platform has begun', async () => {
  assert.deepEqual(await readPhases(join(folder, 'phases.json')), [])
  await writeFile(join(folder, 'phases.json'), '[{"name":"tool etcd","expectedSeconds":45,"startedAt":"2026-01-01T00:00:00Z"}]')
  assert.deepEqual(await readPhases(join(folder, 'phases.json')), [{ name: 'tool etcd', expectedSeconds: 45, startedAt: '2026-01-01T00:00:00Z', finishedAt: null, result: null, detail: null }])
})
