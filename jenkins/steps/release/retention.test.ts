import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Release } from '../gitops/releases.ts'
import type { Outcome } from '../outcomes/outcome.ts'
import { kept } from './retention.ts'

const id = (number: number) => `${String(number).padStart(4, '0')}-aaaaaaa`
const releases = Array.from({ length: 60 }, (_, index) => ({ id: id(index + 1), number: index + 1 }) as Release)
const healthy = (environment: string, number: number): Outcome => ({ environment, release: id(number), outcome: 'healthy', step: 'await-healthy', at: new Date(2026, 0, number).toISOString() })

test('what runs, the last five Healthy in each environment, what is held or open, and the last thirty stay; the rest goes', () => {
  const outcomes = new Map([['c', [...[1, 2, 3, 4, 5, 6, 7].map((number) => healthy('prod', number)), healthy('prod', 7), ...[10, 11].map((number) => healthy('dev', number)), { ...healthy('dev', 12), outcome: 'failed' as const }]]])
  const staying = kept(releases, [id(20)], [id(21)], { outcomes, open: [id(22)] })
  const numbers = releases.filter((release) => staying.has(release.id)).map(({ number }) => number)
  assert.deepEqual(numbers, [3, 4, 5, 6, 7, 10, 11, 20, 21, 22, ...Array.from({ length: 30 }, (_, index) => index + 31)])
})

test('what a kept release was cut from stays too', () => {
  const fixed = [...releases, { id: '0009.1-aaaaaaa', number: 9, fix: 1, hotfix: { of: id(9), picks: [] } } as unknown as Release]
  assert.ok(kept(fixed, ['0009.1-aaaaaaa'], [], { outcomes: new Map(), open: [] }).has(id(9)))
})
