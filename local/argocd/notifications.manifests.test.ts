import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import { stringify } from 'yaml'
import { build } from '../../jenkins/steps/manifests/kustomize.ts'
import { toolPath } from '../../jenkins/steps/manifests/tool.ts'

// Argo CD's own command makes and sends the notifications here, from our settings; no cluster is asked.
const got: { path: string; type: string; body: string }[] = []
const server = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
    got.push({ path: request.url ?? '', type: request.headers['content-type'] ?? '', body: Buffer.concat(parts).toString() })
    response.end('ok')
  })
})
let folder: string

before(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening')
  folder = await mkdtemp(join(tmpdir(), 'jari-notifications-'))
  const settings = (await build(join(import.meta.dirname, '../../gitops/platform'))).filter(({ metadata }) => metadata.name === 'argocd-notifications-cm')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/told`
  const files = {
    'settings.yaml': settings[0],
    'secret.yaml': { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'argocd-notifications-secret' }, stringData: { url } },
    kubeconfig: { apiVersion: 'v1', kind: 'Config', clusters: [{ name: 'none', cluster: { server: 'http://127.0.0.1:1' } }], users: [{ name: 'none', user: {} }], contexts: [{ name: 'none', context: { cluster: 'none', user: 'none', namespace: 'argocd' } }], 'current-context': 'none' },
  }
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), stringify(content))
})
after(async () => {
  server.close()
  await rm(folder, { recursive: true })
})

const revision = '1a2b3c4d5e6f7a8b9c0d1a2b3c4d5e6f7a8b9c0d'
const application = (phase: string, health: string, sync: string, { message = 'done', name = 'jari-dev', labels = { 'jari.dev/environment': 'dev', 'jari.dev/release': '0007-1a2b3c4' } as Record<string, string>, changed = '2026-11-25T00:00:00Z' } = {}) => ({
  apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', metadata: { name, namespace: 'argocd', labels },
  spec: { source: { repoURL: 'http://localhost:3000/jari/jari.git' } },
  status: { health: { status: health, lastTransitionTime: changed }, sync: { status: sync, revision }, operationState: { phase, message, startedAt: '2026-11-25T00:00:00Z', finishedAt: '2026-11-25T00:01:00Z', syncResult: { revision } } },
})

async function notifications(command: readonly string[], object: object, more: readonly string[] = []): Promise<string> {
  const file = join(folder, 'application.json')
  await writeFile(file, JSON.stringify(object))
  const args = ['admin', 'notifications', ...command, file, '--config-map', join(folder, 'settings.yaml'), '--secret', join(folder, 'secret.yaml'), ...more]
  const { stdout, stderr } = await promisify(execFile)('argocd', args, { env: { PATH: toolPath(process.env), HOME: folder, KUBECONFIG: join(folder, 'kubeconfig') } })
  assert.doesNotMatch(stderr, /failed to/)
  return stdout
}

/** What somebody is told by a template, as a service of this form gets it. */
async function told(template: string, form: 'generic' | 'slack', object: object): Promise<Record<string, unknown>> {
  got.length = 0
  await notifications(['template', 'notify', template], object, ['--recipient', form])
  assert.deepEqual(got.map(({ path, type }) => [path, type]), [['/told', 'application/json']])
  return JSON.parse(got[0]!.body) as Record<string, unknown>
}

test('each event is told with environment, release and cause, in both forms, and what others wrote stays text', async () => {
  const message = 'one or more objects failed: "quoted" \\ <!channel> & <http://x|y>\nsecond line'
  const failed = application('Failed', 'Healthy', 'OutOfSync', { message })
  const text = `dev cannot be brought to 0007-1a2b3c4: ${message}`
  assert.deepEqual(await told('sync-failed', 'generic', failed), { event: 'sync-failed', application: 'jari-dev', environment: 'dev', release: '0007-1a2b3c4', revision, text, at: '2026-11-25T00:01:00Z' })
  const slack = await told('sync-failed', 'slack', failed)
  assert.equal(slack.text, `:x: ${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}`)
  assert.deepEqual(slack.blocks, [{ type: 'section', text: { type: 'mrkdwn', text: slack.text } }])
  const degraded = application('Succeeded', 'Degraded', 'Synced')
  assert.equal((await told('degraded', 'generic', degraded)).text, 'dev is degraded with 0007-1a2b3c4')
  assert.equal((await told('degraded', 'slack', degraded)).text, ':warning: dev is degraded with 0007-1a2b3c4')
  const deployed = application('Succeeded', 'Healthy', 'Synced')
  assert.equal((await told('deployed', 'generic', deployed)).text, 'dev runs 0007-1a2b3c4')
  assert.equal((await told('deployed', 'slack', deployed)).text, ':white_check_mark: dev runs 0007-1a2b3c4')
})

test('an application that is no environment is told by its name', async () => {
  const platform = application('Failed', 'Healthy', 'OutOfSync', { name: 'platform', labels: { 'app.kubernetes.io/part-of': 'jari' } })
  assert.equal((await told('sync-failed', 'generic', platform)).text, 'platform cannot be brought to none: done')
})

test('each event is told when it has happened, and not otherwise', async () => {
  const fires = async (trigger: string, object: object) => /\btrue\s*$/m.test(await notifications(['trigger', 'run', trigger], object))
  const now = new Date().toISOString()
  const cases = [
    { of: 'failed sync', object: application('Failed', 'Healthy', 'OutOfSync'), tells: ['sync-failed'] },
    { of: 'sync that goes on', object: application('Running', 'Progressing', 'OutOfSync'), tells: [] },
    { of: 'release that has arrived', object: application('Succeeded', 'Healthy', 'Synced'), tells: ['deployed'] },
    { of: 'change that is not applied yet', object: application('Succeeded', 'Healthy', 'OutOfSync'), tells: [] },
    { of: 'environment that is degraded', object: application('Succeeded', 'Degraded', 'Synced'), tells: ['degraded'] },
    { of: 'environment that is degraded for a moment', object: application('Succeeded', 'Degraded', 'Synced', { changed: now }), tells: [] },
  ]
  for (const { of, object, tells } of cases) {
    const fired: string[] = []
    for (const trigger of ['sync-failed', 'degraded', 'deployed']) if (await fires(trigger, object)) fired.push(trigger)
    assert.deepEqual(fired, tells, of)
  }
})
