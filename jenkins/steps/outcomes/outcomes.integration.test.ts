import assert from 'node:assert/strict'
import { test } from 'node:test'
import { git } from '../git/git.ts'
import { settingsFrom } from '../settings.ts'
import { scratch } from '../testing/repository.ts'
import type { Outcome } from './outcome.ts'
import { healthySince, notesAt, notesRef, outcomesOf } from './read.ts'
import { recordOutcome } from './record.ts'

const outcome = (given: Partial<Outcome>): Outcome => ({ environment: 'dev', release: '0001-aaaaaaa', outcome: 'healthy', step: 'await-healthy', at: '2026-11-21T00:00:00.000Z', ...given })
const quick = { attempts: 50, first: 5, longest: 50 }

test('outcomes are notes beside main: added once each, by many at once, and read back by commit', async () => {
  await using repo = await scratch()
  const commit = (await git(repo.checkout, ['rev-parse', 'HEAD'])).trim()
  const remote = { url: repo.remote, checkout: repo.checkout }
  assert.equal(await recordOutcome(remote, commit, outcome({})), true)
  assert.equal(await recordOutcome(remote, commit, outcome({ at: '2026-11-21T01:00:00.000Z' })), false, 'the first time counts')
  await repo.hook('pre-receive', 'n=$(cat "$PWD/n" 2>/dev/null || echo 0); n=$((n+1)); echo $n > "$PWD/n"; [ $((n % 2)) -ne 0 ] || exit 1')
  const second = await repo.commit('More', { 'x.md': 'x' })
  await Promise.all(['staging', 'prod', 'dev'].map((environment) => recordOutcome({ url: repo.remote }, second, outcome({ environment, release: '0002-bbbbbbb' }), quick)))
  const notes = await outcomesOf(repo.checkout, settingsFrom({ JARI_GIT_URL: repo.remote }))
  assert.deepEqual(notes.get(commit), [outcome({})])
  assert.deepEqual(notes.get(second)?.map(({ environment }) => environment).toSorted(), ['dev', 'prod', 'staging'])
  assert.deepEqual(await notesAt(repo.remote, notesRef), notes)
  assert.deepEqual(await outcomesOf(repo.checkout, settingsFrom({})), new Map(), 'the checkout has no notes of its own')
})

test('Healthy counts from the first time after the last failure', () => {
  const at = (hour: number) => `2026-11-21T0${hour}:00:00.000Z`
  const outcomes = (...list: Outcome[]) => new Map([['c', list]])
  const healthy = [outcome({ at: at(1) }), outcome({ at: at(2), step: 'smoke' })]
  assert.equal(healthySince(outcomes(...healthy), 'dev', '0001-aaaaaaa')?.toISOString(), at(1))
  const failed = outcome({ at: at(3), outcome: 'failed', step: 'smoke' })
  assert.equal(healthySince(outcomes(...healthy, failed), 'dev', '0001-aaaaaaa'), undefined)
  assert.equal(healthySince(outcomes(...healthy, failed, outcome({ at: at(4) })), 'dev', '0001-aaaaaaa')?.toISOString(), at(4))
  assert.equal(healthySince(outcomes(...healthy), 'prod', '0001-aaaaaaa'), undefined)
})
