import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { appendFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { startGitea, type TestGitea } from '../../jenkins/steps/testing/gitea.ts'
import { GiteaApi } from './api.ts'
import { ensureProtection, requiredStatuses, withoutProtection } from './protection.ts'
import { ensureRepository } from './repository.ts'

const people = ['jari-admin', 'developer', 'release-manager', 'pipeline', 'argocd'] as const
type Name = (typeof people)[number]

let server: TestGitea
let folder: string
const api = (name: Name) => new GiteaApi(Number(new URL(server.address).port), { user: name, password: server.passwords.get(name)! })

/** Git in the clone, as one of the people. */
async function git(name: Name, ...args: string[]): Promise<string> {
  const basic = Buffer.from(`${name}:${server.passwords.get(name)}`).toString('base64')
  const settings = { 'http.extraHeader': `Authorization: Basic ${basic}`, 'user.name': name, 'user.email': `${name}@jari.invalid` }
  const env: NodeJS.ProcessEnv = { ...process.env, GIT_TERMINAL_PROMPT: '0', GIT_CONFIG_COUNT: '3' }
  Object.entries(settings).forEach(([key, value], i) => Object.assign(env, { [`GIT_CONFIG_KEY_${i}`]: key, [`GIT_CONFIG_VALUE_${i}`]: value }))
  return (await promisify(execFile)('git', ['-C', folder, ...args], { env })).stdout.trim()
}

async function point(environment: string, release: string): Promise<void> {
  const link = join(folder, 'gitops/overlays', environment, 'release')
  await mkdir(dirname(link), { recursive: true })
  await rm(link, { force: true })
  await symlink(`../../releases/${release}`, link)
}

/** Commits what `change` does on top of main, and pushes it to `ref` as that person. */
async function push(name: Name, change: () => Promise<void>, ref = 'refs/heads/main', ...more: string[]): Promise<string> {
  await git(name, 'fetch', '--quiet', 'origin', 'main')
  await git(name, 'reset', '--quiet', '--hard', 'FETCH_HEAD')
  await change()
  await git(name, 'add', '--all')
  await git(name, 'commit', '--quiet', '--message', `A change by ${name}`)
  await git(name, 'push', '--quiet', 'origin', `HEAD:${ref}`, ...more)
  return git(name, 'rev-parse', 'HEAD')
}
const code = () => appendFile(join(folder, 'main.ts'), '// more\n')

/** Merges as that person; waits while Gitea still looks for conflicts. */
async function merge(name: Name, number: number): Promise<{ status: number; body: unknown }> {
  for (;;) {
    const answer = await api(name).ask('POST', `/repos/jari/jari/pulls/${number}/merge`, { Do: 'merge' })
    if (answer.status !== 405 || !/try again later/i.test(JSON.stringify(answer.body))) return answer
    await sleep(200)
  }
}

before(async () => {
  server = await startGitea(people)
  folder = await mkdtemp(join(tmpdir(), 'jari-protection-'))
  await ensureRepository(api('jari-admin'))
  await git('developer', 'init', '--quiet', '--initial-branch=main')
  await git('developer', 'remote', 'add', 'origin', `${server.address}/jari/jari.git`)
  for (const environment of ['dev', 'staging', 'prod']) await point(environment, '0000-none')
  await writeFile(join(folder, 'main.ts'), '')
  await git('developer', 'add', '--all')
  await git('developer', 'commit', '--quiet', '--message', 'Begin')
  await git('developer', 'push', '--quiet', 'origin', 'HEAD:refs/heads/main')
  await ensureProtection(api('jari-admin'))
})
after(async () => {
  await server?.[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

const refused = /Not allowed to push to protected branch main/

test('the pipeline moves dev and staging, holds, and notes outcomes by itself, and may not touch prod or code', async () => {
  await push('pipeline', async () => {
    await point('dev', '0001-abcdef0')
    await mkdir(join(folder, 'gitops/releases/0001-abcdef0'), { recursive: true })
    await writeFile(join(folder, 'gitops/releases/0001-abcdef0/release.yaml'), 'id: 0001-abcdef0\n')
    await writeFile(join(folder, 'gitops/holds.yaml'), 'holds: []\n')
  })
  await push('pipeline', () => point('staging', '0001-abcdef0'))
  await git('pipeline', 'push', '--quiet', 'origin', 'HEAD:refs/notes/deployments')
  await git('pipeline', 'commit', '--quiet', '--amend', '--message', 'Another history')
  await assert.rejects(git('pipeline', 'push', '--quiet', '--force', 'origin', 'HEAD:refs/heads/main'), /force push/, 'what is on main stays')
  await assert.rejects(push('pipeline', () => point('prod', '0001-abcdef0')), refused)
  await assert.rejects(push('pipeline', code), refused)
  await assert.rejects(push('pipeline', async () => {
    await point('dev', '0002-abcdef0')
    await point('prod', '0002-abcdef0')
  }), refused, 'nor among what it may touch')
})

for (const name of ['developer', 'release-manager', 'jari-admin'] as const)
  test(`${name} cannot push to main, whether it is code, the Jenkinsfile or prod's link`, async () => {
    await assert.rejects(push(name, code), refused)
    await assert.rejects(push(name, () => writeFile(join(folder, 'Jenkinsfile'), 'echo env\n')), refused)
    await assert.rejects(push(name, () => point('prod', '0001-abcdef0')), refused)
    await assert.rejects(push(name, code, 'refs/heads/main', '--force'), refused, 'nor by force')
    await assert.rejects(git(name, 'push', '--quiet', 'origin', ':refs/heads/main'), /cannot be deleted/, 'nor is it deleted')
  })

test("a change is merged by a release manager, once somebody else has approved it and both statuses are green, and by nobody's power before", async () => {
  const head = await push('developer', code, 'refs/for/main', '-o', 'topic=more')
  const [pull] = await api('developer').must<{ number: number; head: { sha: string } }[]>('GET', '/repos/jari/jari/pulls?state=open')
  assert.equal(pull?.head.sha, head)
  const { number } = pull
  const report = (context: string, state: string) => api('pipeline').must('POST', `/repos/jari/jari/statuses/${head}`, { context, state, description: state })
  const review = (name: Name) => api(name).ask('POST', `/repos/jari/jari/pulls/${number}/reviews`, { event: 'APPROVED', commit_id: head })

  assert.equal((await review('developer')).status, 422, 'its author')
  assert.equal((await review('release-manager')).status, 200)
  const isNotReady = async (name: Name, why: RegExp) => {
    const { status, body } = await merge(name, number)
    assert.equal(status, 405, JSON.stringify(body))
    assert.match(JSON.stringify(body), why)
  }
  await isNotReady('release-manager', /Not all required status checks successful/)
  await report(requiredStatuses[0], 'success')
  await report(requiredStatuses[1], 'failure')
  await isNotReady('release-manager', /Not all required status checks successful/)
  await isNotReady('jari-admin', /not allowed to merge|status checks/i)
  await report(requiredStatuses[1], 'success')
  await isNotReady('developer', /not allowed to merge/i)
  await isNotReady('pipeline', /not allowed to merge/i)
  assert.equal((await merge('release-manager', number)).status, 200)
})

test('an approval does not hold for commits that came after it', async () => {
  const first = await push('developer', code, 'refs/for/main', '-o', 'topic=again')
  const [pull] = await api('developer').must<{ number: number }[]>('GET', '/repos/jari/jari/pulls?state=open')
  const { number } = pull!
  await api('release-manager').must('POST', `/repos/jari/jari/pulls/${number}/reviews`, { event: 'APPROVED', commit_id: first })
  await code()
  await git('developer', 'commit', '--quiet', '--all', '--message', 'Something else')
  await git('developer', 'push', '--quiet', 'origin', 'HEAD:refs/for/main', '-o', 'topic=again')
  const second = await git('developer', 'rev-parse', 'HEAD')
  for (const context of requiredStatuses) await api('pipeline').must('POST', `/repos/jari/jari/statuses/${second}`, { context, state: 'success' })
  const { status, body } = await merge('release-manager', number)
  assert.equal(status, 405)
  assert.match(JSON.stringify(body), /approvals/i)
})

test('a rule that somebody changed stays as it is, and what is tried without it is over when the trial is', async () => {
  const rule = () => api('jari-admin').must<{ required_approvals: number; enable_push: boolean }>('GET', '/repos/jari/jari/branch_protections/main')
  await api('jari-admin').must('PATCH', '/repos/jari/jari/branch_protections/main', { required_approvals: 2 })
  await ensureProtection(api('jari-admin'))
  assert.equal((await rule()).required_approvals, 2)
  await withoutProtection(api('jari-admin'), async () => void (await push('developer', code)))
  assert.equal((await rule()).enable_push, false)
  await assert.rejects(push('developer', code), refused)
})
