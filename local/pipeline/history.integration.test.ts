import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { test, type TestContext } from 'node:test'
import { git } from '../../jenkins/steps/git/git.ts'
import { History, mirrorFolder } from './history.ts'
import { makeSandbox, person, pipeline } from './test/sandbox.ts'

const prodLink = 'gitops/overlays/prod/release'
const devLink = 'gitops/overlays/dev/release'

async function historyOf(t: TestContext) {
  const sandbox = await makeSandbox({})
  t.after(sandbox.end)
  const remote = sandbox.environment.JARI_GIT_URL ?? ''
  const history = new History(mirrorFolder(sandbox.platform), remote, {})
  return { sandbox, remote, history, first: await history.fetch() }
}

test('the newest push of people is delivered; commits by the pipeline after it change nothing about that', async (t) => {
  const { sandbox, history, first } = await historyOf(t)
  await sandbox.push({ a: '1' })
  const newest = await sandbox.push({ a: '2' })
  await sandbox.push({ [devLink]: '0001' }, pipeline)
  assert.deepEqual(await history.targets(first, await history.fetch()), [{ commit: newest, kind: 'delivery' }])
})

test('commits by the pipeline alone ask for nothing', async (t) => {
  const { sandbox, history, first } = await historyOf(t)
  await sandbox.push({ [devLink]: '0001' }, pipeline)
  await sandbox.push({ [devLink]: '0002' }, pipeline)
  assert.deepEqual(await history.targets(first, await history.fetch()), [])
})

test('a merged pull request of people is one delivery, of the merge', async (t) => {
  const { sandbox, history, first } = await historyOf(t)
  const merge = await sandbox.merge({ a: '1' }, person)
  assert.deepEqual(await history.targets(first, await history.fetch()), [{ commit: merge, kind: 'delivery' }])
})

test('whatever moves the pointer of prod is a promotion, be it a merge or a squashed commit', async (t) => {
  const { sandbox, history, first } = await historyOf(t)
  const merge = await sandbox.merge({ [prodLink]: '0001' }, pipeline)
  assert.deepEqual(await history.targets(first, await history.fetch()), [{ commit: merge, kind: 'promotion' }])
  const squashed = await sandbox.push({ [prodLink]: '0002' })
  assert.deepEqual(await history.targets(merge, await history.fetch()), [{ commit: squashed, kind: 'promotion' }])
})

test('of several promotions and deliveries the newest of each is left, in the order of main', async (t) => {
  const { sandbox, history, first } = await historyOf(t)
  await sandbox.push({ a: '1' })
  await sandbox.merge({ [prodLink]: '0001' }, pipeline)
  const delivery = await sandbox.push({ a: '2' })
  const promotion = await sandbox.merge({ [prodLink]: '0002' }, pipeline)
  assert.deepEqual(await history.targets(first, await history.fetch()), [
    { commit: delivery, kind: 'delivery' },
    { commit: promotion, kind: 'promotion' },
  ])
})

test('a run makes way for a newer one of its kind only', async (t) => {
  const { sandbox, history } = await historyOf(t)
  const delivery = await sandbox.push({ a: '1' })
  await history.fetch()
  assert.equal(await history.isSuperseded(delivery), false)
  const promotion = await sandbox.merge({ [prodLink]: '0001' }, pipeline)
  assert.equal(await history.isSuperseded(delivery), false)
  await sandbox.push({ a: '2' })
  assert.equal(await history.isSuperseded(delivery), true)
  assert.equal(await history.isSuperseded(promotion), false)
})

test('when main was rewritten, its new head is delivered', async (t) => {
  const { sandbox, remote, history, first } = await historyOf(t)
  const lost = await sandbox.push({ a: '1' })
  await history.fetch()
  await git(remote, ['update-ref', 'refs/heads/main', first])
  assert.deepEqual(await history.targets(lost, await history.fetch()), [{ commit: first, kind: 'delivery' }])
})

test('a mirror whose git was killed in the middle of its work is used again', async (t) => {
  const { sandbox, history } = await historyOf(t)
  await writeFile(`${mirrorFolder(sandbox.platform)}/refs/heads/main.lock`, '')
  const commit = await sandbox.push({ a: '1' })
  assert.equal(await history.fetch(), commit)
})
