import assert from 'node:assert/strict'
import { test } from 'node:test'
import { git } from '../git/git.ts'
import { linkTarget } from '../gitops/layout.ts'
import { releaseId, releaseText } from '../gitops/releases.ts'
import { scratch, type Scratch } from '../testing/repository.ts'
import { planOf } from './plan.ts'

const json = (name: string, dependencies: string[] = []) => JSON.stringify({ name, dependencies: Object.fromEntries(dependencies.map((one) => [one, '1'])) })
const files = {
  'apps/order/package.json': json('@jari/order', ['@jari/feed']), 'apps/order/Dockerfile': 'FROM x\n', 'apps/order/main.ts': '',
  'apps/store/package.json': json('@jari/store'), 'apps/store/Dockerfile': 'FROM x\n', 'apps/store/main.ts': '',
  'packages/feed/package.json': json('@jari/feed'), 'packages/feed/log.ts': '',
  'gitops/base/order.yaml': 'a: 1\n', 'gitops/overlays/prod/release': { link: linkTarget('0000-none') }, 'gitops/overlays/dev/release': { link: linkTarget('0000-none') },
}
const digest = `sha256:${'0'.repeat(64)}`

/** Commits a release of `source`, as the release step does. */
async function release(repo: Scratch, number: number, source: string) {
  const id = releaseId(number, source)
  const text = releaseText({ apiVersion: 'jari.dev/v1', kind: 'Release', id, number, sourceCommit: source, createdAt: '2026-11-21T00:00:00Z', rebuilt: [], images: { order: { digest }, store: { digest }, mariadb: { digest } }, changes: [], migrations: [] })
  return { id, commit: await repo.commit(`Release ${id}`, { [`gitops/releases/${id}/release.yaml`]: text, 'gitops/overlays/dev/release': { link: linkTarget(id) } }) }
}

test('before the first release everything is rebuilt', async () => {
  await using repo = await scratch(files)
  const head = (await git(repo.checkout, ['rev-parse', 'HEAD'])).trim()
  const plan = await planOf(repo.checkout, head, head)
  assert.deepEqual([plan.baseRelease, plan.services, plan.nothing], [null, ['order', 'store'], false])
})

test('what counts is the difference to the newest release that the commit contains', async () => {
  await using repo = await scratch(files)
  const first = (await git(repo.checkout, ['rev-parse', 'HEAD'])).trim()
  const { id, commit } = await release(repo, 1, first)
  assert.deepEqual(await planOf(repo.checkout, commit, commit).then(({ nothing, botOnly, promotion }) => ({ nothing, botOnly, promotion })), { nothing: true, botOnly: true, promotion: undefined })
  const docs = await repo.commit('Say more', { 'docs/x.md': 'x\n', 'apps/order/main.test.ts': '' })
  assert.deepEqual(await planOf(repo.checkout, docs, docs).then(({ nothing, botOnly }) => ({ nothing, botOnly })), { nothing: true, botOnly: false })
  const feed = await repo.commit('Feed more', { 'packages/feed/log.ts': '// more\n' })
  const plan = await planOf(repo.checkout, feed, feed)
  assert.deepEqual([plan.baseRelease, plan.services, plan.why.order], [id, ['order'], ['packages/feed/log.ts (order uses packages/feed)']])
  assert.equal(plan.baseImages.store?.digest, digest)
  const later = await release(repo, 2, feed)
  const base = await repo.commit('Change base', { 'gitops/base/order.yaml': 'a: 2\n' })
  assert.deepEqual(await planOf(repo.checkout, base, base).then(({ baseRelease, services, nothing }) => ({ baseRelease, services, nothing })), { baseRelease: later.id, services: [], nothing: false })
  assert.equal((await planOf(repo.checkout, docs, base)).baseRelease, id, 'a release of a later commit does not count for an earlier one')
})

test('the merge of a promotion to prod is known by the link that it moves', async () => {
  await using repo = await scratch(files)
  const { id } = await release(repo, 1, (await git(repo.checkout, ['rev-parse', 'HEAD'])).trim())
  await git(repo.checkout, ['checkout', '--quiet', '-b', 'promote'])
  await repo.commit('Promote', { 'gitops/overlays/prod/release': { link: linkTarget(id) } })
  await git(repo.checkout, ['checkout', '--quiet', 'main'])
  await git(repo.checkout, ['merge', '--quiet', '--no-ff', '-m', 'Merge it', 'promote'])
  const merge = (await git(repo.checkout, ['rev-parse', 'HEAD'])).trim()
  const plan = await planOf(repo.checkout, merge, merge)
  assert.deepEqual([plan.promotion, plan.nothing], [{ environment: 'prod', release: id }, true])
})
