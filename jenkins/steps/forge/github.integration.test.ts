import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startGitHub } from '../testing/github.ts'
import { github } from './github.ts'
import { ensureStatus } from './port.ts'

test('in the form that GitHub documents: a pull request is opened, described, commented, given a status, merged and closed', async () => {
  await using server = await startGitHub()
  const forge = github({ address: server.address, repository: 'jari/jari', token: server.token })
  assert.equal(await forge.user(), 'jari-bot')
  server.branches.set('promote/prod/0001-a', 'a'.repeat(40)).set('promote/prod/0002-b', 'b'.repeat(40))
  await assert.rejects(forge.openPullRequest('nowhere', 't', 'b'), /GitHub answers 422 .*Validation Failed/)
  const first = await forge.openPullRequest('promote/prod/0001-a', 'Promote 0001-a to prod', 'body')
  assert.deepEqual([first.branch, first.commit, first.body], ['promote/prod/0001-a', 'a'.repeat(40), 'body'])
  await forge.describe(first.number, 'Promote 0001-a to prod', 'better')
  const second = await forge.openPullRequest('promote/prod/0002-b', 'Promote 0002-b to prod', 'body')
  assert.deepEqual((await forge.listOpen('promote/prod/')).map(({ number, body }) => [number, body]), [[second.number, 'body'], [first.number, 'better']])
  await forge.comment(first.number, 'one')
  const [comment] = await forge.comments(first.number)
  await forge.editComment(comment!.id, 'two')
  assert.deepEqual((await forge.comments(first.number)).map(({ text }) => text), ['two'])
  const long = 'reasons '.repeat(40)
  for (const _ of [1, 2]) await ensureStatus(forge, first.commit, 'jari/gates', 'failure', long)
  await ensureStatus(forge, first.commit, 'jari/gates', 'success', 'every gate agrees')
  assert.equal(server.asked.filter((line) => line.startsWith('POST') && line.includes('/statuses/')).length, 2, 'the same status is not set twice')
  assert.deepEqual(await forge.statuses(first.commit).then(([status]) => [status?.context, status?.state]), ['jari/gates', 'success'])
  await assert.rejects(forge.merge(second.number, 'c'.repeat(40)), /409/)
  await forge.merge(second.number, second.commit)
  await forge.close(first.number)
  await forge.deleteBranch(first.branch)
  assert.deepEqual(await forge.listOpen(''), [])
  await assert.rejects(github({ address: server.address, repository: 'jari/jari', token: 'wrong' }).user(), /answers 401 .*check JARI_FORGE_TOKEN/)
})
