import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { git } from '../git/git.ts'
import { gitea } from '../forge/gitea.ts'
import { settingsFrom } from '../settings.ts'
import type { Context } from '../step.ts'
import { createProject, startGitea } from '../testing/gitea.ts'
import { scratch } from '../testing/repository.ts'
import { verifyChange, verifyStatus } from './change.ts'

test('on a real Gitea: a pull request is verified as merged with main, and its status tells what was found', async () => {
  await using server = await startGitea()
  const lock = { name: 'jari', lockfileVersion: 3, requires: true, packages: {} }
  await using repo = await scratch({ 'docs/a.md': 'one\n', 'package.json': '{"name": "jari"}\n', 'package-lock.json': `${JSON.stringify(lock)}\n` })
  const url = await createProject(server)
  const token = await server.token('pipeline')
  const before = process.env.JARI_FORGE_TOKEN
  process.env.JARI_FORGE_TOKEN = token
  try {
    await git(repo.checkout, ['push', '--quiet', url, 'HEAD:refs/heads/main'])
    // Gitea takes in a first push in the background
    while (((await server.call('pipeline', 'GET', '/repos/jari/jari')) as { empty: boolean }).empty);
    const main = (await git(repo.checkout, ['rev-parse', 'HEAD'])).trim()
    const forge = gitea({ address: server.address, repository: 'jari/jari', token })
    const settings = settingsFrom({ JARI_FORGE: 'gitea', JARI_FORGE_URL: server.address, JARI_GIT_URL: url, JARI_FORGE_TOKEN: token, JARI_CACHE: repo.folder })
    const context: Context = { checkout: repo.checkout, settings, say: () => {}, now: Date.now, sleep: async () => {} }
    const propose = async (topic: string, file: string, text: string) => {
      await git(repo.checkout, ['checkout', '--quiet', '--detach', main])
      await writeFile(join(repo.checkout, file), text)
      const by = ['-c', 'user.name=dana', '-c', 'user.email=dana@jari.invalid']
      await git(repo.checkout, ['add', '--all'])
      await git(repo.checkout, [...by, 'commit', '--quiet', '-m', `Change ${file}`])
      // as a person opens one: by a push
      await git(repo.checkout, ['push', '--quiet', '-o', `topic=${topic}`, url, 'HEAD:refs/for/main'])
      const [request] = await forge.listOpen('')
      return request!
    }
    const statusOf = async (commit: string) => (await forge.statuses(commit)).find(({ context: of }) => of === verifyStatus)

    const words = await propose('words', 'docs/a.md', 'two\n')
    assert.deepEqual((await verifyChange(context, String(words.number))).checks, [])
    assert.deepEqual({ ...(await statusOf(words.commit)) }, { context: verifyStatus, state: 'success', description: 'nothing to verify in it' })

    // no compiler is locked here: what cannot be checked is refused
    const code = await propose('code', 'broken.ts', 'export const one: string = 1\n')
    await assert.rejects(verifyChange(context, String(code.number)), /^Failure: types: /)
    assert.equal((await statusOf(code.commit))?.state, 'failure')

    await forge.merge(words.number, words.commit)
    const late = await propose('late', 'docs/a.md', 'three\n')
    await assert.rejects(verifyChange(context, String(late.number)), /conflicts with main in docs\/a\.md: rebase it/)
    assert.match((await statusOf(late.commit))?.description ?? '', /conflicts with main in docs\/a\.md/)
    await assert.rejects(verifyChange(context, 'seven'), /--change must be the number of a pull request, not "seven"/)
  } finally {
    if (before === undefined) delete process.env.JARI_FORGE_TOKEN
    else process.env.JARI_FORGE_TOKEN = before
  }
})
