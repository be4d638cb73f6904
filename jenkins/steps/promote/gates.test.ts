import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Release } from '../gitops/releases.ts'
import type { Facts } from './facts.ts'
import { refusals } from './gates.ts'

const release = (id: string): Release => ({ apiVersion: 'jari.dev/v1', kind: 'Release', id, number: Number.parseInt(id, 10), sourceCommit: 'a'.repeat(40), createdAt: '2026-11-21T00:00:00Z', rebuilt: [], images: {}, changes: [], migrations: [] })
const facts: Facts = { stop: { environment: 'prod', from: 'staging', byPullRequest: true }, release: release('0042-aaaaaaa'), running: release('0041-bbbbbbb'), holds: [], runningBefore: '0042-aaaaaaa', lackingBefore: [], isOlder: false }

test('a release that is Healthy before and held nowhere may go', () => {
  assert.deepEqual(refusals(facts), [])
})

test('every gate that refuses is told at once, each with what to do', () => {
  const hold = { release: '0042-aaaaaaa', environment: 'prod', reason: 'slow', by: 'dana', at: '2026-11-21T00:00:00Z' }
  const reasons = refusals({ ...facts, holds: [hold], lackingBefore: ['health is Progressing'], isOlder: true })
  assert.equal(reasons.length, 3)
  assert.match(reasons.join('\n'), /staging is not Healthy with 0042-aaaaaaa: health is Progressing[\s\S]*held since .* by dana: slow[\s\S]*jari rollback --env prod/)
})

test('another release before is a refusal of its own, and a hold for another environment is none', () => {
  assert.deepEqual(refusals({ ...facts, runningBefore: '0043-ccccccc' }), ['staging is to run 0043-ccccccc, not 0042-aaaaaaa: it must be Healthy there first'])
  assert.deepEqual(refusals({ ...facts, holds: [{ release: '0042-aaaaaaa', environment: 'dev', reason: 'x', by: 'x', at: 'x' }] }), [])
})
