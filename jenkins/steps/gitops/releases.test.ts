import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findRelease, parseRelease, type Release, releaseId, releaseText } from './releases.ts'

const release = (number: number): Release => ({
  apiVersion: 'jari.dev/v1', kind: 'Release', id: releaseId(number, 'ab'.repeat(20)), number, sourceCommit: 'ab'.repeat(20), createdAt: '2026-11-21T00:00:00.000Z',
  rebuilt: ['order'], images: { order: { digest: `sha256:${'0'.repeat(64)}`, sourceCommit: 'ab'.repeat(20) } }, changes: [], migrations: [],
})

test('a release.yaml reads back as it was written', () => {
  assert.deepEqual(parseRelease(releaseText(release(42)), 'x'), release(42))
})

test('a field that is wrong is named with the file', () => {
  assert.throws(() => parseRelease(releaseText(release(42)).replace('sha256:', 'sha1:'), 'gitops/releases/x/release.yaml'), /x\/release\.yaml: images\.order\.digest/)
})

test('a release is found by id or number, and a missing one names the newest', () => {
  const releases = [release(41), release(42)]
  for (const wanted of ['0042-abababa', '0042', '42']) assert.equal(findRelease(releases, wanted).number, 42)
  assert.throws(() => findRelease(releases, '43'), /no release 43 \(newest: 0041-abababa, 0042-abababa\)/)
})
