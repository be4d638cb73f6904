import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { test } from 'node:test'
import { $ } from '../shell.ts'
import { git } from '../git/git.ts'
import { settingsFrom } from '../settings.ts'
import { scratch } from '../testing/repository.ts'
import type { Place } from './place.ts'
import { runChecks } from './run-checks.ts'
import type { Scope } from './scope.ts'

const code = { code: true, manifests: false, tests: [] }

test('what passed on what people wrote is not run again for what machines added, and is run again for another file', async () => {
  await using repo = await scratch({ 'a.ts': '1\n' })
  const cache = await mkdtemp(join(tmpdir(), 'jari-verified-'))
  try {
    let passes = true
    const ran: string[] = []
    const place: Place = {
      folder: repo.checkout,
      node: process.execPath,
      run: async ([node, script = '', program = '']) => {
        ran.push(node === process.execPath ? basename(script) : program)
        return await $({ nothrow: true, quiet: true })`echo '{"renders": 9}'; ${passes ? 'true' : 'false'}`
      },
    }
    const said: string[] = []
    const context = { settings: settingsFrom({ JARI_CACHE: cache }), say: (line: string) => void said.push(line), now: Date.now }
    const verify = async (scope: Scope = code) => {
      ran.length = 0
      await runChecks(context, place, scope, { checkout: repo.checkout, commit: (await git(repo.checkout, ['rev-parse', 'HEAD'])).trim() })
      return [...ran]
    }
    assert.deepEqual(await verify(), ['tsc', 'oxlint'])
    await repo.commit('Release', { 'gitops/releases/0001-aaaaaaa/release.yaml': 'id: 0001-aaaaaaa\n' })
    assert.deepEqual(await verify(), [])
    assert.ok(said.some((line) => line.startsWith('types hold, as before')))
    await repo.commit('Change', { 'a.ts': '2\n' })
    passes = false
    await assert.rejects(verify())
    passes = true
    assert.deepEqual(await verify(), ['tsc', 'oxlint'], 'what failed is not remembered')
    assert.deepEqual(await verify(), [])
    // manifests: a release is part of what is checked
    const manifests = { code: false, manifests: true, tests: [] }
    assert.deepEqual(await verify(manifests), ['check.ts'])
    assert.deepEqual(await verify(manifests), [])
    await repo.commit('Another release', { 'gitops/releases/0002-bbbbbbb/release.yaml': 'id: 0002-bbbbbbb\n' })
    assert.deepEqual(await verify(manifests), ['check.ts'])
  } finally {
    await rm(cache, { recursive: true })
  }
})
