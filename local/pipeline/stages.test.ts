import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newRecord } from './record.ts'
import { beginStage, endRun, endStage } from './stages.ts'

const commit = 'c0ffee'
const at = (minute: number) => `2026-01-01T00:0${minute}:00.000Z`

test('a stage that is entered again before it was left is the same one', () => {
  const record = newRecord(1, commit, at(0))
  beginStage(record, 'dev', at(1))
  beginStage(record, 'dev', at(2))
  assert.deepEqual(record.stages, [{ name: 'dev', startedAt: at(1), finishedAt: null, result: 'running' }])
})

test('a stage of the same name after the first was left is another one', () => {
  const record = newRecord(1, commit, at(0))
  beginStage(record, 'prod', at(1))
  endStage(record, 'prod', at(2), 'success')
  beginStage(record, 'prod', at(3))
  assert.equal(record.stages.length, 2)
})

test('when an inner stage ends, the run is in the outer one again', () => {
  const record = newRecord(1, commit, at(0))
  beginStage(record, 'outer', at(1))
  beginStage(record, 'inner', at(2))
  endStage(record, 'inner', at(3), 'success')
  assert.equal(record.stage, 'outer')
})

test('a run that ends takes the stages with it that were not left', () => {
  const record = newRecord(1, commit, at(0))
  beginStage(record, 'dev', at(1))
  endRun(record, at(2), 'failure', 'the cause')
  assert.deepEqual(record.stages.map(({ finishedAt, result }) => [finishedAt, result]), [[at(2), 'failure']])
  assert.deepEqual([record.result, record.error, record.stage], ['failure', 'the cause', 'dev'])
})
