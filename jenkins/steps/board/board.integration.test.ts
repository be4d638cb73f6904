import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { git } from '../git/git.ts'
import { watched } from '../outcomes/watched.ts'
import { step as promote } from '../promote/step.ts'
import { startWorld } from '../testing/world.ts'
import type { Board } from './collect.ts'
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
  const page = await readFile(join(repo.checkout, 'board.html'), 'utf8')
  assert.ok(page.includes('held: a &lt;b&gt; c') && !page.includes('<b>') && !page.includes('<script'))
})
