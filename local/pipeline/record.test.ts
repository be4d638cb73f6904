import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { newRecord, pruneRuns, readRecords, runFolder, writeRecord } from './record.ts'

test('the newest runs are kept, and one that is to go on however old', async () => {
  const runs = await mkdtemp(join(tmpdir(), 'jari-runs-'))
  try {
    for (let number = 1; number <= 12; number++) {
      await mkdir(runFolder(runs, number))
      await writeRecord(runFolder(runs, number), { ...newRecord(number, `commit-${number}`, '2026-11-25T00:00:00Z'), result: number === 2 ? 'running' : 'success' })
    }
    await pruneRuns(runs, 3)
    assert.deepEqual((await readRecords(runs)).map(({ number }) => number), [2, 10, 11, 12])
    await pruneRuns(runs, 3)
    assert.equal((await readRecords(runs)).length, 4)
  } finally {
    await rm(runs, { recursive: true })
  }
})
