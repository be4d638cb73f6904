import assert from 'node:assert/strict'
import { test } from 'node:test'
import { figuresOf } from './figures.ts'
import type { Move } from './moves.ts'

const hour = 3_600_000
const now = new Date('2026-11-30T00:00:00Z')
const at = (hours: number) => new Date(now.getTime() - hours * hour)
const change = (name: string, hours: number) => ({ commit: name, author: 'dana', subject: name, at: at(hours).toISOString() })

type Plan = { outcomes?: [string, number][]; brought?: ReturnType<typeof change>[]; takenBack?: ReturnType<typeof change>[]; isRollback?: boolean; isFirst?: boolean }

/** One time that prod was moved, `hours` ago; outcomes by how many hours ago they were noted. */
const move = (hours: number, { outcomes = [], brought = [], takenBack = [], isRollback = false, isFirst = false }: Plan = {}): Move => ({
  environment: 'prod', release: `r${hours}`, contents: undefined, commit: `c${hours}`, at: at(hours), by: 'dana', mergedBy: undefined, isRollback, brought, takenBack, isFirst,
  outcomes: outcomes.map(([outcome, ago]) => ({ environment: 'prod', release: `r${hours}`, outcome: outcome as 'healthy', step: 'smoke', at: at(ago).toISOString() })),
})
const figures = (moves: Move[], days = 30) => figuresOf(moves, now, days)

test('deployments, median lead time, failures and time to restore are counted within the days', () => {
  const counted = figures([
    move(10, { outcomes: [['healthy', 9]], brought: [change('a', 15), change('b', 13)] }),
    move(20, { outcomes: [['healthy', 19]], isRollback: true }),
    move(22, { outcomes: [['failed', 21]] }),
    move(50, { outcomes: [['healthy', 48]], brought: [change('c', 58)] }),
    move(24 * 40, { outcomes: [['failed', 24 * 39]] }),
  ])
  assert.deepEqual(counted, { days: 30, deployments: 3, perWeek: 0.7, leadTime: 6 * hour, commits: 3, failures: 1, failureRate: 1 / 3, timeToRestore: 2 * hour })
})

test('what a failed release brought counts from the release that heals, and what was taken back counts only when it comes again', () => {
  const bad = change('bad', 30)
  const healed = figures([move(10, { outcomes: [['healthy', 9]], brought: [change('fix', 12)] }), move(20, { outcomes: [['failed', 19]], brought: [bad] })])
  assert.deepEqual([healed.leadTime, healed.commits], [12 * hour, 2], 'fix took 3 hours, bad 21')
  const back = [move(18, { outcomes: [['healthy', 17]], isRollback: true, takenBack: [bad] }), move(20, { outcomes: [['failed', 19]], brought: [bad] })]
  assert.equal(figures(back).commits, 0)
  const again = figures([move(10, { outcomes: [['healthy', 9]], brought: [bad] }), ...back])
  assert.deepEqual([again.leadTime, again.commits], [21 * hour, 1])
  const twice = figures([move(5, { outcomes: [['healthy', 4]], brought: [bad] }), move(6, { isRollback: true, takenBack: [bad] }), move(10, { outcomes: [['healthy', 9]], brought: [bad] })])
  assert.equal(twice.commits, 1, 'a change arrives once')
})

test('a release that got Healthy and then failed its smoke test delivered nothing', () => {
  const smoke = figures([move(10, { outcomes: [['healthy', 9], ['failed', 8]], brought: [change('a', 15)] })])
  assert.deepEqual([smoke.commits, smoke.failures, smoke.failureRate, smoke.timeToRestore], [0, 1, 1, null])
})

test('a release that a person takes back counts as failed, and its outage from then on', () => {
  const counted = figures([move(8, { outcomes: [['healthy', 7]], isRollback: true }), move(20, { outcomes: [['healthy', 19]] })])
  assert.deepEqual([counted.deployments, counted.failureRate, counted.timeToRestore], [1, 1, hour])
})

test('only the days asked for count, and the first release of all tells nothing of how long changes take', () => {
  const moves = [move(24 * 3, { outcomes: [['healthy', 24 * 3 - 1]], brought: [change('a', 24 * 3 + 1)] }), move(24 * 20, { outcomes: [['healthy', 24 * 20 - 1]], brought: [change('old', 24 * 900)], isFirst: true })]
  assert.deepEqual([figures(moves, 7).deployments, figures(moves, 7).perWeek, figures(moves, 30).deployments], [1, 1, 2])
  assert.deepEqual([figures(moves).leadTime, figures(moves).commits], [2 * hour, 1])
})

test('nothing known is told as such', () => {
  assert.deepEqual(figures([]), { days: 30, deployments: 0, perWeek: 0, leadTime: null, commits: 0, failures: 0, failureRate: null, timeToRestore: null })
  assert.equal(figures([{ ...move(3), release: '0000-none' }]).deployments, 0)
})
