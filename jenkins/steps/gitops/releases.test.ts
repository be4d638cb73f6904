import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { byNumber, findRelease, numberOf, parseRelease, Release, releaseId, releaseText } from './releases.ts'

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

test('fixes of a release come after it in the order of their numbers, and each is found by its own', () => {
  const fixed = [release(42), { ...release(42), id: '0042.2-abababa', fix: 2 }, { ...release(42), id: '0042.10-abababa', fix: 10 }, release(43)]
  assert.deepEqual(fixed.toReversed().toSorted(byNumber), fixed)
  assert.deepEqual(['42', '0042.2', '42.10', '43'].map((wanted) => findRelease(fixed, wanted).id), fixed.map(({ id }) => id))
  assert.deepEqual(numberOf('0042.10-abababa'), { number: 42, fix: 10 })
})

test('docs/release.schema.json is the schema that release.yaml is read by', () => {
  const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../../../docs/release.schema.json'), 'utf8')) as object
  assert.deepEqual(schema, z.toJSONSchema(Release), 'write it anew: node jenkins/steps/gitops/release-schema.ts > docs/release.schema.json')
})
