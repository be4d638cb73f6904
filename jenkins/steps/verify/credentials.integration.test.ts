import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { chmod, copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { gitea } from '../forge/gitea.ts'
import { git } from '../git/git.ts'
import { settingsFrom } from '../settings.ts'
import type { Context } from '../step.ts'
import { createProject, startGitea } from '../testing/gitea.ts'
import { scratch } from '../testing/repository.ts'
import { verifyChange, verifyStatus } from './change.ts'

/** What somebody could bring as a unit test: looks for these secrets in every variable and every file that can be read from here. */
const probe = (secrets: readonly string[], folder: string) => `
import assert from 'node:assert/strict'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { test } from 'node:test'
// written backwards, so that this file is none of those that hold them
const secrets = ${JSON.stringify(secrets.map((secret) => [...secret].reverse().join('')))}.map((text) => [...text].reverse().join(''))
const found: string[] = []
let looked = 0
const look = (where: string, text: string) => { looked++; for (const [index, secret] of secrets.entries()) if (text.includes(secret)) found.push(index + ' in ' + where) }
const walk = (path: string, depth: number) => {
  try {
    const stat = statSync(path)
    if (stat.isDirectory() && depth > 0) for (const name of readdirSync(path)) walk(path + '/' + name, depth - 1)
    else if (stat.isFile() && stat.size < 1_000_000) look(path, readFileSync(path, 'latin1'))
  } catch {}
}
test('looks around', () => {
  for (const [name, value] of Object.entries(process.env)) look('the variable ' + name, value ?? '')
  for (const pid of readdirSync('/proc').filter((name) => /^\\d+$/.test(name))) for (const file of ['environ', 'cmdline']) walk('/proc/' + pid + '/' + file, 0)
  for (const folder of ['..', ${JSON.stringify(folder)}, '/run/secrets', homedir(), tmpdir()]) walk(folder, 4)
  assert.ok(looked > 20)
  assert.deepEqual(found, [])
})
`

test('on a real Gitea: a pull request that edits the Jenkinsfile and brings a test that looks for credentials finds none', async (t) => {
  await using server = await startGitea()
  const lock = { name: 'jari', lockfileVersion: 3, requires: true, packages: {} }
  await using repo = await scratch({ Jenkinsfile: 'node {\n}\n', 'package.json': '{"name": "jari", "type": "module"}\n', 'package-lock.json': `${JSON.stringify(lock)}\n`, '.gitignore': 'node_modules/\n', 'tsconfig.json': '{}\n' })
  const url = await createProject(server)
  const token = await server.token('pipeline')
  // as a pipeline's run has them: in variables, and in files that only its own user may read
  const planted = { JARI_FORGE_TOKEN: token, ARGOCD_TOKEN: 'planted-argocd-5b1c7e', JARI_SIGNING_KEY: 'planted-signing-9d20aa', HIDDEN: 'planted-file-77e3f1' }
  const folder = await mkdtemp(join(tmpdir(), 'jari-secrets-'))
  t.after(() => rm(folder, { recursive: true }))
  for (const [name, value] of Object.entries(planted)) await writeFile(join(folder, name), value, { mode: 0o600 })
  const before = { ...process.env }
  Object.assign(process.env, planted)
  t.after(() => {
    for (const name of Object.keys(planted)) if (before[name] === undefined) delete process.env[name]
    else process.env[name] = before[name]
  })
  // Node as it is installed, and tools that find nothing: what is looked at here is the test
  const bin = join(repo.checkout, 'node_modules/.bin')
  await mkdir(bin, { recursive: true })
  await copyFile(process.execPath, join(bin, 'node'))
  for (const tool of ['tsc', 'oxlint']) {
    await writeFile(join(bin, tool), '#!/bin/sh\n')
    await chmod(join(bin, tool), 0o755)
  }
  await git(repo.checkout, ['push', '--quiet', url, 'HEAD:refs/heads/main'])
  while (((await server.call('pipeline', 'GET', '/repos/jari/jari')) as { empty: boolean }).empty);
  const forge = gitea({ address: server.address, repository: 'jari/jari', token })
  const settings = settingsFrom({ JARI_FORGE: 'gitea', JARI_FORGE_URL: server.address, JARI_GIT_URL: url, JARI_FORGE_TOKEN: token, JARI_CACHE: repo.folder })
  const said: string[] = []
  const context: Context = { checkout: repo.checkout, settings, say: (line) => void said.push(line), now: Date.now, sleep: async () => {} }

  const secrets = Object.values(planted)
  const stolen = "node {\n    withCredentials([string(credentialsId: 'jari-forge-token', variable: 'T')]) {\n        sh 'echo $T; env'\n    }\n}\n"
  await mkdir(join(repo.checkout, 'jenkins'))
  for (const [file, text] of [['Jenkinsfile', stolen], ['jenkins/probe.test.ts', probe(secrets, folder)]] as const) await writeFile(join(repo.checkout, file), text)
  // the probe can find them: in this very process's place, as its own user, it does
  const own = await promisify(execFile)(process.execPath, ['--test', 'jenkins/probe.test.ts'], { cwd: repo.checkout, env: { ...process.env, HOME: folder, TMPDIR: folder, NODE_TEST_CONTEXT: undefined } }).catch((failure: { stdout: string }) => failure)
  for (const name of ['JARI_FORGE_TOKEN', 'ARGOCD_TOKEN', 'JARI_SIGNING_KEY', 'HIDDEN']) assert.match(own.stdout, new RegExp(`in the variable ${name}|in ${folder}/${name}`))

  await git(repo.checkout, ['checkout', '--quiet', '--detach'])
  await git(repo.checkout, ['add', '--all'])
  await git(repo.checkout, ['-c', 'user.name=mallory', '-c', 'user.email=mallory@jari.invalid', 'commit', '--quiet', '-m', 'Look around'])
  await git(repo.checkout, ['push', '--quiet', '-o', 'topic=look', url, 'HEAD:refs/for/main'])
  await git(repo.checkout, ['checkout', '--quiet', 'main'])
  const [request] = await forge.listOpen('')
  const { checks } = await verifyChange(context, String(request!.number))
  assert.match(checks.map(({ said: one }) => one).join('; '), /1 unit tests pass/)
  assert.equal((await forge.statuses(request!.commit)).find(({ context: of }) => of === verifyStatus)?.state, 'success')
  for (const secret of secrets) assert.ok(!said.join('\n').includes(secret))
})
