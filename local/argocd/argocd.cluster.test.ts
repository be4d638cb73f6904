import assert from 'node:assert/strict'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { pidsOf } from '../cluster/cgroup.ts'
import { hostProcess } from '../cluster/host-process.ts'
import { read } from '../cluster/kubectl.ts'
import { run } from '../cluster/run.ts'
import { readSecret } from '../cluster/secret-file.ts'
import { startCluster } from '../cluster/start.ts'
import { testPlatform, type TestPlatform } from '../cluster/test/platform.ts'
import { waitUntil } from '../cluster/wait.ts'
import { asAccount } from '../gitea/accounts.ts'
import { GiteaApi } from '../gitea/api.ts'
import { withoutProtection } from '../gitea/protection.ts'
import { paths, type Platform } from '../platform.ts'
import { ArgocdApi } from './api.ts'

const minute = 60_000

let made: TestPlatform
let platform: Platform
const said: string[] = []
const tell = {
  say: (line: string) => void said.push(line),
  phase: async (_name: string, _seconds: number | undefined, work: (note: (text: string) => void) => Promise<string | void>) => void (await work(() => {})),
}

before(async () => {
  made = await testPlatform()
  platform = made.platform
  await startCluster(platform, tell)
})
after(() => made.end())

type Application = { metadata: { name: string }; status?: { sync?: { status: string; revision: string }; health?: { status: string } } }
const applications = async () => (await read<{ items: Application[] }>(platform, ['applications.argoproj.io', '--namespace=argocd']))?.items ?? []
const git = async (...args: string[]) => (await run('git', ['-C', platform.checkout, '-c', 'user.name=test', '-c', 'user.email=test@jari.invalid', ...args])).stdout.trim()
const secret = (name: string) => readSecret(join(paths(platform).secrets, name)) ?? assert.fail(`no secret ${name}`)

async function syncedTo(revision: string): Promise<boolean> {
  const all = await applications()
  return all.length === 4 && all.every(({ status }) => status?.sync?.status === 'Synced' && status.sync.revision === revision && status.health?.status === 'Healthy')
}

test('an empty machine gets the three environments and the platform, Synced to the first push', async () => {
  const head = await git('rev-parse', 'HEAD')
  assert.ok(await waitUntil(() => syncedTo(head), 2 * minute, 250), JSON.stringify((await applications()).map(({ metadata, status }) => [metadata.name, status])))
})

test('a push that touches an environment is taken up by that environment', async () => {
  const file = join(platform.checkout, 'gitops/overlays/dev/environment.yaml')
  writeFileSync(file, `${readFileSync(file, 'utf8')}# pushed\n`)
  await git('commit', '--quiet', '--all', '-m', 'Touch dev')
  await withoutProtection(asAccount(platform, 'jari-admin'), async () => void (await git('push', '--quiet', 'platform', 'HEAD:main')))
  const head = await git('rev-parse', 'HEAD')
  const dev = async () => (await applications()).find(({ metadata }) => metadata.name === 'jari-dev')?.status?.sync
  assert.ok(await waitUntil(async () => (await dev())?.revision === head && (await dev())?.status === 'Synced', minute, 100))
})

test('a second start overwrites nothing and tells a checkout that went another way what to run', async () => {
  const main = await git('ls-remote', 'platform', 'refs/heads/main')
  const tokens = ['pipeline.token', 'argocd-reader.token'].map(secret)
  await git('reset', '--quiet', '--hard', 'HEAD~1')
  await git('commit', '--quiet', '--allow-empty', '-m', 'Go another way')
  said.length = 0
  await startCluster(platform, tell)
  assert.equal(await git('ls-remote', 'platform', 'refs/heads/main'), main)
  assert.deepEqual(['pipeline.token', 'argocd-reader.token'].map(secret), tokens)
  assert.match(said.join('\n'), /git pull --rebase platform main\n +git push platform HEAD:refs\/for\/main -o topic=NAME/)
})

test("Argo CD answers the reader's questions and refuses everything else, and strangers altogether", async () => {
  const reader = new ArgocdApi(platform.ports.argocd, secret('argocd-reader.token'))
  assert.equal((await reader.ask('GET', '/applications/jari-dev')).status, 200)
  assert.equal((await reader.ask('GET', '/applications/jari-dev/resource-tree')).status, 200)
  assert.equal((await reader.ask('POST', '/applications/jari-dev/sync', {})).status, 403)
  assert.equal((await reader.ask('DELETE', '/applications/jari-dev')).status, 403)
  assert.equal((await new ArgocdApi(platform.ports.argocd, null).ask('GET', '/applications')).status, 401)
})

test('Gitea knows who may approve, lets the pipeline push, lets Argo CD only read, and strangers nothing', async () => {
  const manages = async (user: 'release-manager' | 'developer') =>
    (await asAccount(platform, user).must<{ name: string }[]>('GET', '/user/teams')).some(({ name }) => name === 'release-managers')
  assert.deepEqual([await manages('release-manager'), await manages('developer')], [true, false])
  const permissions = async (token: string) => (await new GiteaApi(platform.ports.gitea, { token }).must<{ permissions: object }>('GET', '/repos/jari/jari')).permissions
  assert.deepEqual(await permissions(secret('pipeline.token')), { admin: false, push: true, pull: true })
  assert.deepEqual(await permissions(secret('argocd-git.token')), { admin: false, push: false, pull: true })
  assert.equal((await fetch(`http://127.0.0.1:${platform.ports.gitea}/api/v1/repos/jari/jari`)).status, 404)
})

test("the checkout's git remote carries no password, and no process of the node shows a secret in its arguments", async () => {
  const password = secret('developer.password')
  assert.ok(!readFileSync(join(platform.checkout, '.git', 'config'), 'utf8').includes(password))
  assert.equal(await git('remote', 'get-url', 'platform'), `http://localhost:${platform.ports.gitea}/jari/jari.git`)
  const all = readdirSync(paths(platform).secrets, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const values = all.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8').trim())
  assert.ok(values.length > 20)
  for (const pid of pidsOf(platform.name)) {
    const shown = hostProcess(pid) === null ? '' : readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    assert.ok(!values.some((value) => shown.includes(value)), `process ${pid}`)
  }
})
