import assert from 'node:assert/strict'
import { test } from 'node:test'
import { git } from '../git/git.ts'
import { appendLine } from '../testing/append-line.ts'
import { outcomesOf } from '../outcomes/read.ts'
import { recordOutcome } from '../outcomes/record.ts'
import { settingsFrom } from '../settings.ts'
import { createProject, startGitea } from '../testing/gitea.ts'
import { scratch } from '../testing/repository.ts'
import { propose } from '../writer/propose.ts'
import { write } from '../writer/writer.ts'
import { gitea } from './gitea.ts'
import { ensurePullRequest, ensureStatus } from './port.ts'

test('on a real Gitea: the writer pushes by token, a pull request is opened, described, commented, given a status, merged and closed', async () => {
  await using server = await startGitea()
  await using repo = await scratch({ 'gitops/rendered/list.txt': 'first\n' })
  const url = await createProject(server)
  const token = await server.token('pipeline')
  const before = process.env.JARI_FORGE_TOKEN
  process.env.JARI_FORGE_TOKEN = token
  try {
    await git(repo.checkout, ['push', '--quiet', url, 'HEAD:refs/heads/main'])
    assert.equal((await write({ url, checkout: repo.checkout }, appendLine('a'))).outcome, 'written')
    const forge = gitea({ address: server.address, repository: 'jari/jari', token })
    assert.equal(await forge.user(), 'pipeline')

    const first = await propose({ url }, 'promote/prod/0001-a', appendLine('p1'))
    const atOnce = await Promise.all([1, 2].map(() => ensurePullRequest(forge, 'promote/prod/0001-a', 'Promote 0001-a to prod', 'body')))
    const [opened] = await forge.listOpen('promote/prod/0001-a')
    assert.ok(opened)
    assert.deepEqual((await forge.listOpen('')).map(({ number }) => number), [opened.number], 'two that open it at once have one')
    assert.ok(atOnce.some(({ number }) => number === opened.number))
    assert.equal((await ensurePullRequest(forge, opened.branch, opened.title, 'body')).number, opened.number)
    await assert.rejects(ensurePullRequest(forge, 'promote/prod/0009-z', 'Promote nothing', 'body'), /answers 4/)
    assert.deepEqual([opened.branch, opened.commit, opened.author], ['promote/prod/0001-a', first.commit, 'pipeline'])
    await forge.describe(opened.number, 'Promote 0001-a to prod', 'better body')
    await forge.comment(opened.number, 'Superseded by nothing.')
    const [comment] = await forge.comments(opened.number)
    await forge.editComment(comment!.id, 'Superseded by something.')
    assert.deepEqual((await forge.comments(opened.number)).map(({ author, text }) => [author, text]), [['pipeline', 'Superseded by something.']])
    await forge.setStatus(first.commit, 'jari/gates', 'pending', 'not yet')
    await ensureStatus(forge, first.commit, 'jari/gates', 'success', 'every gate agrees')
    assert.deepEqual((await forge.statuses(first.commit)).map(({ context, state }) => [context, state]), [['jari/gates', 'success']])
    await propose({ url }, 'promote/prod/0002-b', appendLine('p2'))
    const second = await forge.openPullRequest('promote/prod/0002-b', 'Promote 0002-b to prod', 'body')
    assert.deepEqual((await forge.listOpen('promote/prod/')).map(({ number }) => number), [second.number, opened.number])
    assert.deepEqual(await forge.listOpen('rollback/'), [])

    await forge.merge(second.number, second.commit)
    await forge.close(opened.number)
    await forge.deleteBranch(opened.branch)
    assert.deepEqual(await forge.listOpen(''), [])
    await git(repo.checkout, ['fetch', '--quiet', url, 'main'])
    assert.equal(await git(repo.checkout, ['show', 'FETCH_HEAD:gitops/rendered/list.txt']), 'first\na\np2\n')

    // notes are neither branch nor tag: whoever may write code may push them, also while main is protected
    await server.call('pipeline', 'POST', '/repos/jari/jari/branch_protections', { rule_name: 'main', enable_push: false })
    const outcome = { environment: 'dev', release: '0001-aaaaaaa', outcome: 'healthy', step: 'smoke', at: '2026-11-25T00:00:00.000Z' } as const
    assert.deepEqual([await recordOutcome({ url }, second.commit, outcome), await recordOutcome({ url }, second.commit, outcome)], [true, false])
    assert.deepEqual((await outcomesOf(repo.checkout, settingsFrom({ JARI_GIT_URL: url }))).get(second.commit), [outcome])

    await assert.rejects(gitea({ address: server.address, repository: 'jari/jari', token: 'wrong' }).user(), /answers 401 .*check JARI_FORGE_TOKEN/)
    process.env.JARI_FORGE_TOKEN = 'wrong'
    await assert.rejects(write({ url }, appendLine('b')), /the token was not accepted/)
  } finally {
    if (before === undefined) delete process.env.JARI_FORGE_TOKEN
    else process.env.JARI_FORGE_TOKEN = before
  }
})
