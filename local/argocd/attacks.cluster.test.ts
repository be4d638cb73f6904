import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { after, before, test } from 'node:test'
import { freePort } from '../../packages/service/testing/free-ports.ts'
import { applicationAttacks, type Attack, attacks, podAttack } from '../../jenkins/steps/testing/attacks.ts'
import { apply, kubectl, read } from '../cluster/kubectl.ts'
import { run } from '../cluster/run.ts'
import { startCluster } from '../cluster/start.ts'
import { testPlatform, type TestPlatform } from '../cluster/test/platform.ts'
import { waitUntil } from '../cluster/wait.ts'
import { paths, type Platform } from '../platform.ts'

// What is merged here is what no check before a merge has seen: Argo CD and the cluster are the last to refuse it.
const minute = 60_000
const kustomization = 'gitops/overlays/dev/kustomization.yaml'
let made: TestPlatform
let platform: Platform
let clean: string

type Application = {
  metadata: { name: string; labels: Record<string, string> }
  spec: { project: string; info?: { name: string; value: string }[] }
  status?: { sync?: { status: string; revision: string }; health?: { status: string }; conditions?: { type: string; message: string }[]; operationState?: { message?: string; syncResult?: { revision: string; resources?: { message?: string }[] } } }
}
const application = async (name: string) => await read<Application>(platform, ['applications.argoproj.io', name, '--namespace=argocd'])
const git = async (...args: string[]) => (await run('git', ['-C', platform.checkout, '-c', 'user.name=mallory', '-c', 'user.email=mallory@jari.invalid', ...args])).stdout.trim()

/** Brings files onto the platform's main past everything that would refuse them there, and lets Argo CD look. */
async function merge(files: Readonly<Record<string, string>>): Promise<string> {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(platform.checkout, path)), { recursive: true })
    writeFileSync(join(platform.checkout, path), text)
  }
  await git('add', '--all')
  await git('commit', '--quiet', '--allow-empty', '-m', 'Look harmless')
  await run('git', ['-c', 'safe.directory=*', '--git-dir', join(paths(platform).gitea, 'repos/jari/jari.git'), 'fetch', '--quiet', platform.checkout, 'HEAD:refs/heads/main', '--update-head-ok'])
  for (const name of ['jari-dev', 'platform']) await kubectl(platform, ['annotate', 'applications.argoproj.io', name, '--namespace=argocd', '--overwrite', 'argocd.argoproj.io/refresh=normal'])
  return await git('rev-parse', 'HEAD')
}

/** All that Argo CD says of an application's last sync and of its specification. */
async function saidOf(name: string): Promise<string> {
  const { operationState, conditions = [] } = (await application(name))?.status ?? {}
  return [operationState?.message, ...(operationState?.syncResult?.resources ?? []).map(({ message }) => message), ...conditions.map(({ message }) => message)].join('\n')
}

const text = (path: string) => readFileSync(join(platform.checkout, path), 'utf8')
const withAttack = (manifest: string) => ({ 'gitops/overlays/dev/attack.yaml': manifest, [kustomization]: clean.replace(/^namespace: .*\n/m, '').replace('resources:\n', 'resources:\n- attack.yaml\n') })
const absent = async ({ object }: Attack) => assert.equal(await read(platform, object), null, object.join(' '))

before(async () => {
  made = await testPlatform()
  platform = made.platform
  await startCluster(platform, { say: () => {}, phase: async (_name, _seconds, work) => void (await work(() => {})) })
  clean = text(kustomization)
  assert.ok(await waitUntil(async () => (await application('jari-dev'))?.status?.sync?.status === 'Synced', 2 * minute, 250))
})
after(() => made.end())

test('a commit with everything that does not belong into dev is refused for each object by its own reason, and none of them is made', async () => {
  const revision = await merge(withAttack(attacks.map(({ manifest }) => manifest).join('---\n')))
  assert.ok(await waitUntil(async () => (await application('jari-dev'))?.status?.operationState?.syncResult?.revision === revision && /is not permitted/.test(await saidOf('jari-dev')), minute, 250), await saidOf('jari-dev'))
  const said = await saidOf('jari-dev')
  for (const attack of attacks) {
    assert.match(said, attack.argocd!, attack.name)
    await absent(attack)
  }
})

test("a pod that asks for its node is refused by the cluster's admission", async () => {
  await merge(withAttack(podAttack.manifest))
  assert.ok(await waitUntil(async () => podAttack.argocd!.test(await saidOf('jari-dev')), minute, 250), await saidOf('jari-dev'))
  await absent(podAttack)
})

test('an application of another repository, cluster, namespace or project is refused by the project that it names', async () => {
  const good = { project: 'jari-dev', source: { repoURL: 'http://localhost:3000/jari/jari.git', path: 'gitops/overlays/dev', targetRevision: 'main' }, destination: { server: 'https://kubernetes.default.svc', namespace: 'jari-dev' } }
  const documents = applicationAttacks.map(({ name, spec }) => {
    const { source, ...rest } = spec as { source?: object }
    return JSON.stringify({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', metadata: { name: `attack-${name}`, namespace: 'argocd' }, spec: { ...good, ...rest, source: { ...good.source, ...source }, syncPolicy: { automated: {} } } })
  })
  await apply(platform, documents.join('\n---\n'))
  for (const { name, argocd } of applicationAttacks) {
    assert.ok(await waitUntil(async () => argocd.test(await saidOf(`attack-${name}`)), minute, 250), `${name}: ${await saidOf(`attack-${name}`)}`)
    assert.equal((await application(`attack-${name}`))?.status?.operationState, undefined, name)
  }
  await kubectl(platform, ['delete', 'applications.argoproj.io', '--namespace=argocd', ...applicationAttacks.map(({ name }) => `attack-${name}`)])
})

test("what the pipeline writes of a release is in dev's sync view; it can choose neither a project nor another environment", async () => {
  await git('checkout', '--quiet', 'HEAD~2', '--', 'gitops/overlays/dev')
  await git('rm', '--quiet', '--force', 'gitops/overlays/dev/attack.yaml')
  const running = { environment: 'dev', release: '0007-1a2b3c4', sourceCommit: '1a2b3c4'.padEnd(40, '0'), before: '0006-0f0f0f0', broughtBy: 'dana' }
  await merge({ [kustomization]: clean, 'gitops/rendered/dev/running.json': JSON.stringify({ ...running, project: 'platform', forge: 'http://localhost:3000/jari/jari.git' }), 'gitops/rendered/evil/running.json': JSON.stringify({ ...running, environment: 'evil' }) })
  const seen = async () => (await application('jari-dev'))?.metadata.labels['jari.dev/release'] === running.release
  assert.ok(await waitUntil(seen, 2 * minute, 500))
  const { spec } = (await application('jari-dev'))!
  const info = Object.fromEntries((spec.info ?? []).map(({ name, value }) => [name, value]))
  assert.deepEqual([info['Release'], info['Brought by'], info['It ran before'], info['Source']], [running.release, 'dana', '0006-0f0f0f0', `http://localhost:3000/jari/jari/commit/${running.sourceCommit}`])
  assert.equal(spec.project, 'jari-dev')
  assert.equal(await application('jari-evil'), null)
  assert.equal((await application('jari-prod'))?.spec.info?.find(({ name }) => name === 'Release')?.value, 'none')
})

test("Argo CD's notifications controller tells of a failed sync and of a release that has arrived", async () => {
  const told: { event: string; environment: string; release: string; text: string }[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => (body += part.toString())).on('end', () => {
      told.push(JSON.parse(body) as (typeof told)[0])
      response.end()
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  await apply(platform, [{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'argocd-notifications-secret', namespace: 'argocd' }, stringData: { url } }])
  await merge({ 'gitops/platform/installation.yaml': text('gitops/platform/installation.yaml').replace('notify: none', 'notify: generic') })
  assert.ok(await waitUntil(async () => (await application('jari-dev'))?.metadata.labels['jari.dev/notify'] === 'generic', minute, 500))
  // outside the node, for it is told on this machine; with --context it is a Deployment of Argo CD's own installation
  const { bin, kubeconfig } = paths(platform)
  const controller = spawn(join(bin, 'argocd'), ['controller', '--namespace=argocd', '--argocd-repo-server=127.0.0.1:1', '--argocd-repo-server-plaintext', `--metrics-port=${await freePort()}`], { env: { PATH: process.env.PATH ?? '', HOME: platform.state, KUBECONFIG: kubeconfig, ARGOCD_BINARY_NAME: 'argocd-notifications' }, stdio: 'ignore' })
  try {
    assert.ok(await waitUntil(async () => told.some(({ event, environment }) => event === 'deployed' && environment === 'dev'), 2 * minute, 250), JSON.stringify(told))
    await merge(withAttack(attacks[2]!.manifest))
    assert.ok(await waitUntil(async () => told.some(({ event, environment, text: why }) => event === 'sync-failed' && environment === 'dev' && /dev cannot be brought to 0007-1a2b3c4/.test(why)), 2 * minute, 250), JSON.stringify(told))
  } finally {
    controller.kill()
    await once(controller, 'exit')
    server.close()
  }
})
