import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { git } from '../../jenkins/steps/git/git.ts'
import { settingsFrom } from '../../jenkins/steps/settings.ts'
import { scratch } from '../../jenkins/steps/testing/repository.ts'
import type { Place } from '../../jenkins/steps/verify/place.ts'
import { runChecks } from '../../jenkins/steps/verify/run-checks.ts'
import { scopeOf } from '../../jenkins/steps/verify/scope.ts'
import { workspacesAt } from '../../jenkins/steps/workspace/packages.ts'
import { commitOfFiles, rememberPassed } from './verified.ts'

const files = {
  'package.json': '{}\n',
  'apps/order/package.json': '{"name": "@jari/order"}\n',
  'apps/order/a.test.ts': '1\n',
}

test('files that no commit has are of none', async () => {
  await using repo = await scratch(files)
  assert.equal(await commitOfFiles(repo.checkout), (await git(repo.checkout, ['rev-parse', 'HEAD'])).trim())
  await writeFile(join(repo.checkout, 'new.ts'), '2\n')
  assert.equal(await commitOfFiles(repo.checkout), undefined)
  await rm(join(repo.checkout, 'new.ts'))
  await writeFile(join(repo.checkout, 'apps/order/a.test.ts'), '2\n')
  assert.equal(await commitOfFiles(repo.checkout), undefined)
})

test('the pipeline does not run again what has passed here on the same files, and runs everything on others', async () => {
  await using repo = await scratch(files)
  const cache = await mkdtemp(join(tmpdir(), 'jari-verified-'))
  try {
    const ran: string[] = []
    const run: Place['run'] = async ([first = '', ...rest]) => {
      ran.push(rest.find((part) => part === 'tsc' || part === 'oxlint' || part === '--test') ?? first)
      return { ok: true, stdout: '# pass 1\n', stderr: '' } as Awaited<ReturnType<Place['run']>>
    }
    const verify = async () => {
      ran.length = 0
      const commit = (await commitOfFiles(repo.checkout))!
      const scope = { ...scopeOf(undefined, await workspacesAt(repo.checkout, commit)), manifests: false }
      const context = { settings: settingsFrom({ JARI_CACHE: cache }), say: () => {}, now: Date.now }
      const done = await runChecks(context, { folder: repo.checkout, node: process.execPath, run }, scope, { checkout: repo.checkout, commit })
      return { ran: [...ran], said: done.map(({ said }) => said) }
    }
    const commit = (await commitOfFiles(repo.checkout))!
    for (const [stage, passed] of [['types', 1], ['lint', 1], ['unit', 7], ['api', 2]] as const) await rememberPassed({ checkout: repo.checkout, cache }, stage, commit, passed)
    const same = await verify()
    assert.deepEqual(same.ran, [])
    assert.ok(same.said.includes('7 unit tests pass, as before'), same.said.join('\n'))
    await repo.commit('Change', { 'apps/order/a.test.ts': '2\n' })
    assert.deepEqual((await verify()).ran, ['tsc', 'oxlint', '--test'])
  } finally {
    await rm(cache, { recursive: true })
  }
})
