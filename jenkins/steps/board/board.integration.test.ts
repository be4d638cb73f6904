import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { git } from '../git/git.ts'
import { linkTarget } from '../gitops/layout.ts'
import type { Failure } from '../outcome.ts'
import { watched } from '../outcomes/watched.ts'
import { step as promote } from '../promote/step.ts'
import { lay } from '../testing/repository.ts'
import { startWorld } from '../testing/world.ts'
import { step as rollback } from '../rollback/step.ts'
import type { Board } from './collect.ts'
import { machine } from '../writer/commit.ts'
import { step } from './step.ts'

test('the board tells from git alone what runs where, by whom, how it fares, what is held and what is behind', async () => {
  await using world = await startWorld()
  const { repo, run, change, cut, context } = world
  const first = await cut((await git(repo.checkout, ['rev-parse', 'HEAD'])).trim())
  await watched(context, 'await-healthy', 'dev', async () => ({}))
  await run(promote, { to: 'staging' })
  const second = await cut(await change('Say <more> & less', { 'gitops/base/order/note.txt': 'x\n' }))
  await change('Hold it', { 'gitops/holds.yaml': `holds:\n- {release: ${second}, environment: dev, reason: "a <b> c", by: dana, at: "2026-11-25T00:00:00Z"}\n`, 'gitops/freezes.yaml': 'freezes:\n- {name: always, environments: [prod], from: "2026-11-01T00:00:00Z", until: "2026-12-01T00:00:00Z", timeZone: Asia/Seoul}\n' })
  await watched(context, 'smoke', 'dev', async () => ({}))
  world.clock.now = Date.now() + 3_600_000
  const board = (await run(step, { html: 'board.html' })) as unknown as Board
  const [dev, staging, prod] = board.environments
  assert.deepEqual([dev?.release, staging?.release, prod?.release], [second, first, '0000-none'])
  assert.deepEqual([dev?.outcome?.outcome, dev?.behindMain, staging?.behindBefore, staging?.behindMain], ['healthy', 1, 1, 2])
  assert.deepEqual([staging?.by, dev?.held?.reason, prod?.frozen?.text], ['jari-bot', 'a <b> c', '2026-12-01 09:00 Asia/Seoul'])
  assert.deepEqual(board.releases.map(({ id, in: where }) => [id, where]), [[second, ['dev']], [first, ['staging']]])
  assert.match(world.said.join('\n'), new RegExp(`^environment +release .*\\ndev +${second} `, 'm'))
  assert.deepEqual([dev?.lacks.map(({ subject }) => subject), staging?.lacks.map(({ subject }) => subject)], [['Hold it'], ['Say <more> & less']])
  assert.deepEqual(dev?.history.map(({ release, commits, isRollback }) => [release, commits.map(({ subject }) => subject), isRollback]), [[second, ['Say <more> & less'], false], [first, [], false]])
  assert.deepEqual([dev?.dora.deployments, dev?.dora.commits, dev?.dora.failures, staging?.dora.deployments, prod?.dora.deployments], [2, 1, 0, 1, 0])
  assert.deepEqual([dev?.backTo, staging?.backTo, prod?.nextFreeze], [[first], [], null])
  const page = await readFile(join(repo.checkout, 'board.html'), 'utf8')
  assert.ok(page.includes('held: a &lt;b&gt; c') && !page.includes('<b>') && !page.includes('<script'))
})

test('a step back, a merged pull request and a release that was removed since are told as what they were', async () => {
  await using world = await startWorld()
  const { repo, run, change, cut, context } = world
  const first = await cut((await git(repo.checkout, ['rev-parse', 'HEAD'])).trim())
  const second = await cut(await change('Take orders faster', { 'gitops/base/order/note.txt': 'x\n' }))
  await run(rollback, { env: 'dev', reason: 'slow', by: 'kim' })
  // prod's link is moved on a branch that somebody merges, as a forge does
  await git(repo.checkout, ['fetch', '--quiet', repo.remote, 'main'])
  await git(repo.checkout, ['checkout', '--quiet', '-B', 'promotion', 'FETCH_HEAD'])
  await lay(repo.checkout, { 'gitops/overlays/prod/release': { link: linkTarget(second) } })
  await git(repo.checkout, ['commit', '--quiet', '--all', '-m', `Promote\n\nJari-Edit: x\nJari-Environment: prod\nJari-Promoted-By: jari-bot`], { env: machine })
  await git(repo.checkout, ['checkout', '--quiet', '-B', 'merged', 'FETCH_HEAD'])
  await git(repo.checkout, ['merge', '--quiet', '--no-ff', '-m', 'Merge it', 'promotion'])
  await git(repo.checkout, ['rm', '--quiet', '-r', `gitops/releases/${second}`])
  await git(repo.checkout, ['commit', '--quiet', '--amend', '--no-edit'])
  await git(repo.checkout, ['push', '--quiet', repo.remote, 'HEAD:main'])
  await watched(context, 'smoke', 'dev', async () => ({}))
  world.clock.now = Date.now() + 60_000
  const [dev, , prod] = ((await run(step, {})) as unknown as Board).environments
  assert.deepEqual(dev?.history.map(({ release, by, isRollback, takenBack, outcome }) => [release, by, isRollback, takenBack, outcome]), [[first, 'kim', true, 1, 'healthy'], [second, 'pipeline', false, 0, null], [first, 'pipeline', false, 0, null]])
  assert.deepEqual([dev?.dora.deployments, dev?.dora.failures, dev?.held], [2, 1, null])
  assert.deepEqual(prod?.history.map(({ release, by, mergedBy }) => [release, by, mergedBy]), [[second, 'jari-bot', 'Dana']])
  assert.deepEqual([prod?.release, prod?.behindMain, prod?.backTo], [second, null, []])
})

test('what cannot be read on main is named, with exit code 1', async () => {
  await using world = await startWorld()
  await world.change('Break it', { 'gitops/freezes.yaml': 'freezes:\n- {name: odd, from: "0 25 * * *", until: "0 6 * * *"}\n' })
  await assert.rejects(world.run(step, {}), (error: Failure) => error.exitCode === 1 && error.message.startsWith('gitops/freezes.yaml: odd: "0 25'))
  await assert.rejects(world.run(step, { days: '0' }), (error: Failure) => error.exitCode === 2)
})
