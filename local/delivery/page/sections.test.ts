import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Board } from '../../../jenkins/steps/board/collect.ts'
import type { Row } from '../../../jenkins/steps/board/row.ts'
import type { Environment } from '../argocd/environment.ts'
import type { SyncObject } from '../argocd/sync-tree.ts'
import { historyOf } from '../history.ts'
import type { State } from '../state.ts'
import { environmentPage } from './environment.ts'
import { hintFor } from './hints.ts'
import { overviewPage } from './overview.ts'
import { rollbackSection } from './rollback.ts'
import type { View } from './view.ts'
import { say } from './words.ts'

const commit = { commit: 'c'.repeat(40), author: 'Kim', subject: 'Show <tips>', at: '2026-01-01T08:00:00Z' }
const row: Row = {
  environment: 'prod', release: '0041-1a2b3c4', since: '2026-01-01T10:00:00Z', by: 'pipeline', mergedBy: 'Dana', changedAt: '2026-01-01T08:00:00Z', outcome: null,
  behindMain: 3, behindBefore: 1, lacks: [commit], services: { order: '1a2b3c4' },
  held: { release: '0041-1a2b3c4', environment: 'prod', reason: 'wrong <till>', by: 'dana', at: '2026-01-01T11:00:00Z' },
  frozen: { name: 'weekend', reason: 'nobody is there', until: '2026-01-05T00:00:00Z', text: '2026-01-05 09:00 Asia/Seoul' },
  nextFreeze: { name: 'feast', reason: null, from: '2026-02-01T00:00:00Z', fromText: '2026-02-01 09:00 Asia/Seoul', until: '2026-02-02T00:00:00Z', text: '2026-02-02 09:00 Asia/Seoul' },
  backTo: ['0040-5d6e7f8'],
  history: [
    { release: '0041-1a2b3c4', commit: 'm'.repeat(40), at: '2026-01-01T10:00:00Z', by: 'pipeline', mergedBy: 'Dana', isRollback: false, outcome: 'failed', cause: 'prod: order crashes', commits: [commit], takenBack: 0 },
    { release: '0040-5d6e7f8', commit: 'n'.repeat(40), at: '2026-01-01T09:00:00Z', by: 'kim', mergedBy: null, isRollback: true, outcome: null, cause: null, commits: [], takenBack: 2 },
  ],
  dora: { days: 30, deployments: 4, perWeek: 0.9, leadTime: 5_400_000, commits: 7, failures: 1, failureRate: 0.25, timeToRestore: null },
}
const board: Board = {
  at: '2026-01-01T12:00:00Z', commit: 'a'.repeat(40), holds: [row.held!],
  environments: [{ ...row, environment: 'staging', services: { order: '9f8e7d6' }, held: null, frozen: null, nextFreeze: null, behindBefore: 0, behindMain: 0 }, row],
  releases: [{ id: '0041-1a2b3c4', createdAt: '2026-01-01T07:00:00Z', changes: 1, in: ['prod'] }],
}
const prod: Environment = { name: 'prod', application: 'jari-prod', url: 'http://jari.localhost:8801/', release: '0041-1a2b3c4', target: null, since: null, sync: 'OutOfSync', health: 'Healthy', operation: null, reason: null, reasons: [], differing: ['Service/old'] }
const merged = new Map([['m'.repeat(40), { number: 7, url: 'http://localhost:8802/jari/jari/pulls/7', by: 'release-manager', approvals: ['release-manager'] }]])
const state = (known: Board | null): State => ({ environments: [prod], promotion: null, changes: [], runs: [], history: known === null ? [] : historyOf(known, merged).filter(({ environment }) => environment === 'prod'), board: known, platform: { name: 'jari', parts: [], phases: [] } })
const manager = { name: 'release-manager', manager: true }
const view = (person: View['person'] = null, language: View['language'] = 'en'): View => ({ language, say: say(language), path: '/', now: Date.parse('2026-01-01T12:00:00Z'), person, team: 'release-managers' })
const text = (html: { text: string }) => html.text.replace(/<[^>]*>/g, '').replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code))).replace(/\s+/g, ' ')

test('the page says of each environment who, how old, how far behind, whether held or frozen and until when, and what differs', () => {
  const page = text(overviewPage(view(), state(board)))
  for (const words of [
    'by Dana · newest change made 4 hours ago', '3 changes behind main', 'This release is held by dana: wrong <till>', 'Frozen until 2026-01-05 09:00 Asia/Seoul: weekend, nobody is there',
    'Next freeze from 2026-02-01 09:00 Asia/Seoul until 2026-02-02 09:00 Asia/Seoul: feast', 'prod lacks 1 change that staging has', '1a2b3c4 ≠ staging', '1 object differs from git: Service/old',
    'release-managerasked for by pipelineapproved in #7', 'Show <tips>', 'prod: order crashes', '2 changes taken back', '40.9 a week', '1 hr 30 minmedian of 7 changes', '25%1 of 4 deployments', 'not known yet', 'not frozen',
  ]) assert.ok(page.includes(words), `${words} is missing in ${page}`)
})

test('holds can be made and let go, and an environment rolled back, by a release manager only', () => {
  const forms = (person: View['person']) => [...`${overviewPage(view(person), state(board)).text}${rollbackSection(view(person), row, []).text}`.matchAll(/action="([^"]*)"/g)].map(([, action]) => action)
  assert.deepEqual(forms(manager), ['/holds/let-go', '/holds', '/environments/prod/rollback'])
  assert.deepEqual([forms(null), forms({ name: 'developer', manager: false })], [[], []])
  assert.match(text(rollbackSection(view({ name: 'developer', manager: false }), row, [])), /Only members of the team release-managers/)
  assert.match(text(rollbackSection(view(manager), { ...row, backTo: [] }, [])), /There is no way back: prod has run no earlier release/)
})

test('what cannot be read is said where it would stand, and is not told as nothing', () => {
  const page = text(overviewPage(view(manager), state(null)))
  assert.equal(page.match(/This cannot be read at the moment/g)?.length, 5)
  assert.doesNotMatch(page, /Nothing is held|No release has gone anywhere/)
  const environment = environmentPage(view(manager), state(null), prod, { waves: [], fault: 'Argo CD does not answer (ECONNREFUSED)' })
  assert.match(text(environment), /Argo CD cannot be read: Argo CD does not answer \(ECONNREFUSED\).*npm run status/)
})

test('every word is there in Korean, and none is left in English', () => {
  const objects: SyncObject[] = [{ kind: 'Deployment', name: 'order', sync: 'OutOfSync', health: 'Degraded', message: 'CrashLoopBackOff', toBeRemoved: false, ready: '0/1', restarts: 3, children: [] }]
  const page = text(environmentPage(view(manager, 'ko'), state(board), prod, { waves: [{ wave: 0, objects }, { wave: 5, objects }], fault: null })) + text(overviewPage(view(manager, 'ko'), state(board)))
  for (const words of ['웨이브 0: 서비스', '웨이브 5', '0/1 준비됨', '3번 다시 시작함', '로그에 이유가 있습니다', '1시간 30분', '주 0.9회', 'prod 되돌리기', '다음 동결', 'main의 변경이 모두 있습니다']) assert.ok(page.includes(words), `${words} is missing in ${page}`)
  assert.doesNotMatch(page, /\b(changes|behind|freeze|held|wave|median|restarted|rolled back)\b/i)
})

test('known words of Kubernetes and Argo CD come with what to do, others without', () => {
  const cases = { 'Back-off pulling image "x"': 'hintImage', 'CrashLoopBackOff, restarted 3 times': 'hintCrash', OOMKilled: 'hintMemory', CreateContainerConfigError: 'hintConfig', '0/1 nodes are available: 1 Insufficient memory.': 'hintSchedule', 'order-migrate Job has reached the specified backoff limit': 'hintMigration', 'denied the request: images must be named by digest': 'hintPolicy', 'Deployment "order" exceeded its progress deadline': 'hintProgress' }
  for (const [message, hint] of Object.entries(cases)) assert.equal(hintFor(message), hint, message)
  assert.equal(hintFor('Waiting for rollout to finish'), null)
})
