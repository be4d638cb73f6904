import assert from 'node:assert/strict'
import { test } from 'node:test'
import { figuresOf } from './figures.ts'
import type { Transition } from './transitions.ts'

const hour = 3_600_000
const now = new Date('2026-11-30T00:00:00Z')
const at = (hours: number) => new Date(now.getTime() - hours * hour)
const transition = (hours: number, outcomes: [string, number][], isRollback = false): Transition => ({
  environment: 'prod', release: `r${hours}`, contents: undefined, commit: `c${hours}`, at: at(hours), by: 'dana', mergedBy: undefined, isRollback,
  outcomes: outcomes.map(([outcome, ago]) => ({ environment: 'prod', release: `r${hours}`, outcome: outcome as 'healthy', step: 'smoke', at: at(ago).toISOString() })),
})

test('deployments, median lead time, failures and time to restore are counted within the days', () => {
  const history = [
    transition(10, [['healthy', 9]]),
    transition(20, [['healthy', 19]], true),
    transition(22, [['failed', 21]]),
    transition(50, [['healthy', 48]]),
    transition(24 * 40, [['failed', 24 * 39]]),
  ]
  const figures = figuresOf(history, new Map([[history[0]!, [at(15), at(13)]], [history[3]!, [at(58)]]]), now, 30)
  assert.deepEqual(figures, { days: 30, deployments: 3, perWeek: 0.7, leadTime: 6 * hour, failureRate: 1 / 3, timeToRestore: 2 * hour })
})

test('nothing known is told as such', () => {
  assert.deepEqual(figuresOf([], new Map(), now, 30), { days: 30, deployments: 0, perWeek: 0, leadTime: null, failureRate: null, timeToRestore: null })
})
