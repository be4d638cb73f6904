import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { digestOf } from '../../jenkins/steps/registry/registry.ts'
import { deliveryState, readRuns } from '../../local/commands/state.ts'
import { nodeStatus } from '../../local/cluster/node.ts'
import { asAccount } from '../../local/gitea/accounts.ts'
import { output, status, testPlatform, type TestPlatform } from '../platform.ts'
import { Shop } from '../shop.ts'
import { startTheirs, type Theirs } from './theirs.ts'

// Two platforms: the node of one plays a user's cluster, registry and forge; from the other's state folder it is started on.
// What it started is looked at by each test in turn.
let theirs: Theirs
let ours: TestPlatform

before(async () => {
  theirs = await startTheirs()
  ours = await testPlatform(theirs.variables)
})
after(async () => {
  await ours?.remove()
  await theirs?.remove()
})

const start = (...args: string[]) => ours.npm('start', '--', ...args)
const flags = () => ['--context', 'local', '--registry', theirs.registry, '--git', theirs.repository]
const dev = () => new Shop(theirs.platform.ports.entrance, 'dev.jari.localhost')

test('whatever is missing or wrong is said at once, each by its flag or variable, and nothing is begun', async () => {
  const env: NodeJS.ProcessEnv = { ...process.env, ...theirs.variables, JARI_STATE: ours.platform.state, JARI_PORT: String(ours.platform.ports.delivery), ARGOCD_TOKEN: 'wrong', JARI_ENTRANCE: '' }
  delete env.NODE_TEST_CONTEXT
  const wrong = ['--context', 'nowhere', '--registry', 'localhost:1', '--git', theirs.repository.replace('delivery', 'nothing')]
  const { message } = await output('npm', ['start', '--', ...wrong], ours.clone, env).then(() => assert.fail('it started'), (error: Error) => error)
  for (const cause of [/--context nowhere: .* has no such context \(there are: local;/, /--registry localhost:1: the registry localhost:1 does not answer/, /--git .*\/shop\/nothing\.git: it cannot be read with JARI_FORGE_TOKEN/, /ARGOCD_TOKEN: Argo CD does not let it read \(401\)/, /JARI_ENTRANCE is not set/]) assert.match(message, cause)
  assert.ok(!existsSync(join(ours.platform.state, 'elsewhere.json')))
})

test('one command brings the commit to dev and staging of their cluster, and leaves prod to a person', async () => {
  const said = await start(...flags())
  const { environments, promotion } = await deliveryState(ours.platform)
  assert.deepEqual(environments.slice(0, 2).map(({ name, sync, health }) => [name, sync, health]), [['dev', 'Synced', 'Healthy'], ['staging', 'Synced', 'Healthy']])
  assert.equal(environments[2]?.release, '0000-none')
  assert.equal(promotion?.release, environments[1]?.release)
  assert.match(said, new RegExp(`prod waits for a person: ${promotion?.release}, http://localhost:${theirs.platform.ports.gitea}/shop/delivery/pulls/1`))
  assert.match(said, new RegExp(`dev +http://dev\\.jari\\.localhost:${theirs.platform.ports.entrance}/`))
  const shop = dev()
  const { storeId, seats } = await shop.demo()
  const guest = await shop.guest(seats[0]!.seatToken)
  await shop.order(storeId, seats[0]!.id, (await shop.item(storeId, guest)).id, guest)
  shop.close()
})

test('images come from their registry and Argo CD reads their repository, as one commit says', async () => {
  const gitea = asAccount(theirs.platform, 'jari-admin')
  const { content } = await gitea.must<{ content: string }>('GET', '/repos/shop/delivery/contents/gitops/platform/installation.yaml?ref=main')
  assert.match(Buffer.from(content, 'base64').toString(), new RegExp(`repoURL: ${theirs.repository}\\n[^]*registry: ${theirs.registry}\\n`))
  const commits = await gitea.must<{ commit: { message: string } }[]>('GET', '/repos/shop/delivery/commits?sha=main&limit=50')
  assert.equal(commits.filter(({ commit }) => commit.message.startsWith('Name the repository and the registry')).length, 1)
  for (const [image, tag] of [['node', '24'], ['mariadb', '10.11']] as const) assert.ok(await digestOf(theirs.registry, `jari/${image}`, tag), image)
  const hooks = await gitea.must<{ config: { url: string } }[]>('GET', '/repos/shop/delivery/hooks')
  assert.deepEqual(hooks.map(({ config }) => config.url), [`${theirs.variables.ARGOCD_SERVER}/api/webhook`])
})

test('secrets are in files that only their owner reads, and in neither what is remembered nor what was said', async () => {
  const { state } = ours.platform
  const tokens = [theirs.variables.JARI_FORGE_TOKEN!, theirs.variables.ARGOCD_TOKEN!]
  for (const name of ['pipeline.token', 'argocd-reader.token']) assert.equal(statSync(join(state, 'secrets', name)).mode & 0o777, 0o600)
  const texts = [join(state, 'elsewhere.json'), ...readdirSync(join(state, 'log')).map((file) => join(state, 'log', file)), ...(await readRuns(ours.platform)).map(({ number }) => join(state, 'runs', String(number), 'log.txt'))]
  for (const file of texts) for (const token of tokens) assert.ok(!readFileSync(file, 'utf8').includes(token), file)
})

test('a second start says what it is for and finds nothing to do', async () => {
  const runs = (await readRuns(ours.platform)).length
  // without it a bare start would be one on this machine
  assert.ok(existsSync(join(ours.platform.state, 'elsewhere.json')))
  const said = await ours.npm('start')
  assert.match(said, new RegExp(`is for a cluster that you have: npm start -- --context local --registry ${theirs.registry} --git ${theirs.repository}`))
  assert.match(said, /repository: .*nothing to do/)
  assert.match(said, /cluster: .*nothing to do/)
  assert.equal((await readRuns(ours.platform)).length, runs)
  await assert.rejects(start('--context', 'other'), /--context other: the state folder .* is for another one/)
})

test('npm stop ends what runs here and touches nothing of theirs', async () => {
  assert.equal((await status(ours)).platform.running, true)
  assert.match(await ours.npm('stop'), /nothing in the cluster local was touched/)
  const now = await status(ours)
  assert.deepEqual([now.platform.running, now.environments], [false, []])
  const { running, components } = await nodeStatus(theirs.platform)
  assert.ok(running && components.every((component) => component.running))
  const shop = dev()
  assert.equal((await shop.call('GET', '/store/demo')).status, 200)
  shop.close()
})
