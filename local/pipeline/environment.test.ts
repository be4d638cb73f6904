import assert from 'node:assert/strict'
import { createPublicKey } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { paths, platformFromEnvironment } from '../platform.ts'
import { repositoryOf, stepEnvironment } from './environment.ts'

async function platformWith(t: TestContext, secrets: Record<string, string>) {
  const state = await mkdtemp(join(tmpdir(), 'jari-environment-'))
  t.after(() => rm(state, { recursive: true }))
  const platform = platformFromEnvironment({ JARI_STATE: state, JARI_CACHE: join(state, 'cache'), JARI_PORT: '9100' })
  await mkdir(paths(platform).secrets)
  for (const [name, text] of Object.entries(secrets)) await writeFile(join(paths(platform).secrets, name), text)
  return platform
}

const files = { 'pipeline.token': 'of the forge\n', 'argocd-reader.token': 'of Argo CD\n' }

test('steps find every part of their platform, and their own tools first', async (t) => {
  const platform = await platformWith(t, files)
  const { environment } = await stepEnvironment(platform, {})
  assert.equal(environment.JARI_GIT_URL, 'http://127.0.0.1:9102/jari/jari.git')
  assert.equal(environment.JARI_ENTRANCE, 'http://127.0.0.1:9101')
  assert.equal(environment.ARGOCD_SERVER, 'http://127.0.0.1:9103')
  assert.equal(environment.JARI_REGISTRY, '127.0.0.1:9104')
  assert.deepEqual(environment.PATH?.split(':').slice(0, 2), [join(platform.checkout, 'node_modules/.bin'), paths(platform).bin])
})

test('of this process steps see the home, how packages are reached and who is told, and nothing else', async (t) => {
  const platform = await platformWith(t, files)
  const { environment } = await stepEnvironment(platform, { HOME: '/home/somebody', https_proxy: 'http://proxy', npm_config_registry: 'http://npm', JARI_NOTIFY_URL: 'http://hook', JARI_NOTIFIED: 'x', AWS_SECRET: 'x', npm_lifecycle_event: 'start', NODE_OPTIONS: '--x' })
  const inherited = Object.keys(environment).filter((name) => !name.startsWith('JARI_') && !['PATH', 'CI', 'ARGOCD_SERVER'].includes(name))
  assert.deepEqual(inherited.toSorted(), ['HOME', 'https_proxy', 'npm_config_registry'])
  assert.deepEqual([environment.JARI_NOTIFY_URL, environment.JARI_NOTIFIED], ['http://hook', undefined])
})

test('secrets are not in the environment but beside it, by the ids of their credentials', async (t) => {
  const { environment, secrets } = await stepEnvironment(await platformWith(t, files), {})
  const { 'jari-signing-key': key, ...others } = secrets
  assert.deepEqual(others, { 'jari-forge-token': 'of the forge', 'jari-argocd-token': 'of Argo CD' })
  assert.equal(createPublicKey(key!).export({ type: 'spki', format: 'pem' }).toString().trim(), environment.JARI_SIGNING_PUBLIC_KEY)
  assert.doesNotMatch(JSON.stringify(environment), /of the forge|of Argo CD|PRIVATE KEY/)
  assert.deepEqual(repositoryOf(environment, secrets).env, { JARI_FORGE_TOKEN: 'of the forge' })
})

test('a secret that is not there is named', async (t) => {
  await assert.rejects(stepEnvironment(await platformWith(t, { 'pipeline.token': 'x' }), {}), /argocd-reader\.token is not there/)
})
