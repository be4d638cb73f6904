import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Release } from '../gitops/releases.ts'
import type { Facts } from './facts.ts'
import { refusals } from './gates.ts'

const release = (id: string): Release => ({ apiVersion: 'jari.dev/v1', kind: 'Release', id, number: Number.parseInt(id, 10), sourceCommit: 'a'.repeat(40), createdAt: '2026-11-21T00:00:00Z', rebuilt: [], images: {}, changes: [], migrations: [] })
const now = new Date('2026-11-21T12:00:00Z')
const before = { runs: '0042-aaaaaaa', asked: '0042-aaaaaaa', lacking: [], since: new Date('2026-11-21T11:40:00Z') }
const facts: Facts = {
  stop: { environment: 'prod', from: 'staging', byPullRequest: true }, release: release('0042-aaaaaaa'), running: release('0041-bbbbbbb'),
  holds: [], before, now, soak: 0, frozen: undefined, isOlder: false, missingFixes: [], migrations: [], misfits: [], unsigned: [],
}
const reasons = (changed: Partial<Facts>) => refusals({ ...facts, ...changed }).map(({ reason }) => reason)

test('a release that is Healthy before and held nowhere may go', () => {
  assert.deepEqual(refusals(facts), [])
})

test('every gate that refuses is told at once, each with what to do', () => {
  const hold = { release: '0042-aaaaaaa', environment: 'prod', reason: 'slow', by: 'dana', at: '2026-11-21T00:00:00Z' }
  const frozen = { name: 'weekend', reason: 'nobody is there', until: new Date('2026-11-22T23:00:00Z'), timeZone: 'Asia/Seoul' }
  const all = reasons({ holds: [hold], before: { ...before, lacking: ['health is Progressing'] }, soak: 1_800_000, frozen, isOlder: true, missingFixes: ['the fix 1234567 of 0041.1-bbbbbbb'], migrations: ['migration x'], misfits: ['web needs y'], unsigned: ['order has no signature'] })
  assert.deepEqual(all.map((reason) => reason.slice(0, 30)), [
    'staging is not Healthy with 00', '0042-aaaaaaa is Healthy in sta', 'prod is frozen until 2026-11-2', '0042-aaaaaaa is held since 202', 'prod runs 0041-bbbbbbb, which ', '0042-aaaaaaa lacks the fix 123', 'migration x', 'web needs y', 'order has no signature',
  ])
  assert.match(all.join('\n'), /10 min of 30 min soak are left[\s\S]*until 2026-11-23 08:00 Asia\/Seoul \(weekend: nobody is there\)[\s\S]*by dana: slow[\s\S]*jari rollback --env prod/)
})

test('another release before is a refusal of its own, unless this one was Healthy there; a hold for another environment is none', () => {
  assert.deepEqual(reasons({ before: { ...before, runs: '0043-ccccccc', since: undefined } }), ['staging is to run 0043-ccccccc, not 0042-aaaaaaa: it must be Healthy there first'])
  assert.deepEqual(reasons({ before: { ...before, runs: '0043-ccccccc' } }), [])
  assert.deepEqual(reasons({ holds: [{ release: '0042-aaaaaaa', environment: 'dev', reason: 'x', by: 'x', at: 'x' }] }), [])
})

test('soak counts from when it was noted to be Healthy, and only time is to pass', () => {
  assert.deepEqual(reasons({ soak: 1_200_000 }), [])
  assert.deepEqual(refusals({ ...facts, soak: 1_260_000 }).map(({ gate, waits }) => [gate, waits]), [['soak', true]])
  assert.match(reasons({ soak: 60_000, before: { ...before, since: undefined } })[0] ?? '', /not noted to be Healthy in staging/)
})
