import assert from 'node:assert/strict'
import { globSync } from 'node:fs'
import { test } from 'node:test'
import { parse } from 'yaml'
import { missing } from '../jenkins/steps/await-healthy/verdict.ts'
import type { Facts } from '../jenkins/steps/gates/facts.ts'
import { gates, refusals } from '../jenkins/steps/gates/gates.ts'
import { frozenAt, inZone, parseFreezes } from '../jenkins/steps/gitops/freezes.ts'
import type { Release } from '../jenkins/steps/gitops/releases.ts'
import { templates } from '../jenkins/steps/notify/templates.ts'
import { misfits } from '../jenkins/steps/workspace/contracts.ts'
import { checkout, read, skeleton, withoutCode } from './testing/texts.ts'

const english = read('docs/release-managers.md')
const korean = read('docs/release-managers.ko.md')
const both = { english, korean }

/** Pieces of code in a text's lines, sorted: two languages have them in another order. */
const pieces = (text: string) => [...text.replaceAll(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)].map(([, piece]) => piece!).toSorted()
const rows = (text: string) => text.split('\n').filter((line) => line.startsWith('|')).map((line) => line.split(/(?<!\\)\|/).length)

test('the Korean page for release managers has the headings, blocks, links, tables and pieces of code of the English one', () => {
  assert.deepEqual(skeleton(korean), skeleton(english))
  assert.deepEqual(rows(korean), rows(english))
  assert.deepEqual(pieces(korean), pieces(english))
})

const id = '0042-1a2b3c4'
const release = (of: string): Release => ({ apiVersion: 'jari.dev/v1', kind: 'Release', id: of, number: Number.parseInt(of, 10), sourceCommit: 'a'.repeat(40), createdAt: '2026-11-21T00:00:00Z', rebuilt: [], images: {}, changes: [], migrations: [] })
const now = new Date('2026-11-21T12:00:00Z')
const before: Facts['before'] = { runs: id, asked: id, lacking: [], since: new Date('2026-11-21T11:40:00Z') }
const agreed: Facts = {
  stop: { environment: 'prod', from: 'staging', byPullRequest: true }, release: release(id), running: release('0043-9f8e7d6'),
  holds: [], before, now, soak: 0, frozen: undefined, isOlder: false, missingFixes: [], migrations: [], misfits: [], unsigned: [],
}
const declared = { web: { needs: { menu: '1.0', keys: '2.0' } }, store: { provides: { keys: '1.4' } } }

/** One of everything that gates refuse. */
const refused: Partial<Facts>[] = [
  { before: { ...before, runs: '0043-9f8e7d6', since: undefined } },
  { before: { ...before, lacking: ['health is Progressing'] } },
  { soak: 1_800_000 },
  { soak: 1_800_000, before: { ...before, since: undefined } },
  { frozen: { name: 'seollal', reason: 'the shops are full', until: now, timeZone: 'Asia/Seoul' } },
  { holds: [{ release: id, reason: 'slow', by: 'kim', at: '2026-11-21T00:00:00Z' }] },
  { isOlder: true },
  { missingFixes: ['the fix 8e82944 of 0041.1-77c01aa'] },
  { misfits: misfits(declared).slice(0, 1) },
  { misfits: misfits(declared).slice(1) },
]

test('whatever gates say is in the table, word for word, with their names', () => {
  const lacking = missing({ application: {}, tree: [], pods: [], jobs: new Map(), managed: [
    { kind: 'Deployment', name: 'order', target: { metadata: { labels: { 'jari.dev/release': id } } }, live: { metadata: { labels: {} } } },
  ] } as unknown as Parameters<typeof missing>[0], { release: id, contains: () => false, changedSince: () => undefined })
  const said = [...refused.flatMap((facts) => refusals({ ...agreed, ...facts }).map(({ reason }) => reason)), ...lacking]
  assert.equal(said.length, refused.length + 4)
  for (const [language, text] of Object.entries(both)) {
    const patterns = pieces(text).filter((piece) => piece.includes('…')).map((piece) => new RegExp(`^${piece.split('…').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join('.+')}$`))
    for (const reason of said) assert.ok(patterns.some((pattern) => pattern.test(reason)), `${language}: ${reason}`)
    for (const { name } of gates) assert.match(text, new RegExp(String.raw`^\| ${name}(?: \||\()`, 'm'), language)
  }
})

test('words in quotation marks stand on the delivery page, in its language', () => {
  const page = globSync('local/delivery/page/**/*.ts', { cwd: checkout }).filter((file) => !file.endsWith('.test.ts')).map(read).join('\n')
  // what is filled in, as {0}, may be anything; a word needs some letters of its own to be told from others
  const patterns = [...page.matchAll(/'([^'\n]+)'/g)].map(([, word]) => word!.split(/\{\d\}/)).filter((parts) => parts.length === 1 || parts.join('').trim().length >= 4)
  const said = patterns.map((parts) => new RegExp(`^${parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join('.+')}$`))
  for (const [language, text] of Object.entries(both)) {
    const words = [...withoutCode(text).matchAll(/“([^”]+)”/g)].map(([, word]) => word!)
    assert.ok(words.length >= 10)
    for (const word of words) assert.ok(said.some((pattern) => pattern.test(word)), `${language}: the page does not say “${word}”`)
  }
})

test('the freeze that is shown can be read, ends when the page says, and lets the hotfix go', () => {
  const [, block = ''] = /^```yaml\n([\s\S]*?)^```/m.exec(english) ?? []
  const freezes = parseFreezes(block)
  assert.equal((parse(block) as { freezes: object[] }).freezes.length, 1)
  const inside = new Date('2027-02-08T00:00:00Z')
  const frozen = frozenAt(freezes, 'prod', id, inside)
  assert.ok(english.includes(`prod is frozen until ${inZone(frozen!.until, frozen!.timeZone)} (${frozen!.name}: ${frozen!.reason})`))
  assert.equal(frozenAt(freezes, 'prod', '0041.1-77c01aa', inside), undefined)
  assert.equal(frozenAt(freezes, 'staging', id, inside), undefined)
})

test('each template of notifications is named', () => {
  for (const name of Object.keys(templates)) assert.ok(pieces(english).includes(name), name)
})
