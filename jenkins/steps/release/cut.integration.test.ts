import assert from 'node:assert/strict'
import { test } from 'node:test'
import { git } from '../git/git.ts'
import { filesAt, textAt } from '../git/read.ts'
import { releasesAt } from '../gitops/releases.ts'
import { promotionEdit } from '../promote/edit.ts'
import { rollbackEdit } from '../rollback/edit.ts'
import { cutInto, deliveryRepository, linkIn } from '../testing/delivery.ts'
import { propose } from '../writer/propose.ts'
import { write } from '../writer/writer.ts'

const none = () => ({ added: [], removed: [], configuration: [] })

test('a release is cut, promoted, proposed and rolled back, each by one commit that moves one environment', async () => {
  await using repo = await deliveryRepository()
  const remote = { url: repo.remote, checkout: repo.checkout }
  const source = (await git(repo.checkout, ['rev-parse', 'HEAD'])).trim()
  const cut = await cutInto(repo, source)
  assert.deepEqual(cut, { outcome: 'cut', id: `0001-${source.slice(0, 7)}`, removed: [] })
  assert.deepEqual([await linkIn(repo, 'dev'), await linkIn(repo, 'staging')], [cut.id, '0000-none'])
  assert.ok((await filesAt(repo.remote, 'main', 'gitops/rendered/dev')).includes('gitops/rendered/dev/deployment-order.yaml'))
  assert.match((await textAt(repo.remote, 'main', `gitops/releases/${cut.id}/base/kustomization.yaml`)) ?? '', /name: jari\/order\n\s+newName: localhost:5000\/jari\/order\n\s+digest: sha256:/)
  assert.deepEqual(await cutInto(repo, source), { outcome: 'exists', id: cut.id }, 'the same commit gets one release')

  const [release] = await releasesAt(repo.remote, 'main')
  await write(remote, promotionEdit('p1', 'staging', { release: release! }, 'dana', none()))
  assert.deepEqual([await linkIn(repo, 'staging'), await linkIn(repo, 'prod')], [cut.id, '0000-none'])
  assert.match(await git(repo.remote, ['log', '-1', '--format=%B', 'main']), /Jari-Environment: staging\nJari-Promoted-By: dana\n/)

  const proposed = await propose(remote, `promote/prod/${cut.id}`, promotionEdit('p2', 'prod', { release: release! }, 'dana', none()))
  assert.equal(proposed.outcome, 'written')
  assert.equal(await linkIn(repo, 'prod'), '0000-none', 'a proposal moves nothing')
  assert.equal((await propose(remote, `promote/prod/${cut.id}`, promotionEdit('p2', 'prod', { release: release! }, 'dana', none()))).outcome, 'already')

  await git(repo.checkout, ['pull', '--quiet', '--rebase', repo.remote, 'main'])
  const later = await repo.commit('Change the order service', { 'apps/order/main.ts': '// later\n' })
  const second = await cutInto(repo, later)
  assert.equal(second.id, `0002-${later.slice(0, 7)}`)
  const hold = { release: second.id, environment: 'dev', reason: 'crashes', by: 'dana', at: '2026-11-21T00:00:00Z' }
  await write(remote, rollbackEdit('r1', 'dev', cut.id, hold))
  assert.equal(await linkIn(repo, 'dev'), cut.id)
  // what Argo CD's sync view is made of
  const running = async (environment: string) => JSON.parse((await textAt(repo.remote, 'main', `gitops/rendered/${environment}/running.json`)) ?? '') as object
  assert.deepEqual(await running('dev'), { environment: 'dev', release: cut.id, sourceCommit: source, before: second.id, broughtBy: 'dana' })
  assert.deepEqual(await running('staging'), { environment: 'staging', release: cut.id, sourceCommit: source, before: '0000-none', broughtBy: 'dana' })
  assert.match((await textAt(repo.remote, 'main', 'gitops/holds.yaml')) ?? '', new RegExp(`release: ${second.id}`))
  const newer = (await releasesAt(repo.remote, 'main')).at(-1)!
  await assert.rejects(write(remote, promotionEdit('p3', 'dev', { release: newer }, 'dana', none())), /held: crashes/)
})

test('a commit that a release contains already is superseded, and one that is not on main gets no release', async () => {
  await using repo = await deliveryRepository()
  const older = (await git(repo.checkout, ['rev-parse', 'HEAD'])).trim()
  const newer = await repo.commit('More', { 'apps/order/main.ts': '// more\n' })
  const { id } = await cutInto(repo, newer)
  assert.deepEqual(await cutInto(repo, older), { outcome: 'superseded', id })
  await git(repo.checkout, ['commit', '--quiet', '--allow-empty', '-m', 'Only here'])
  const local = (await git(repo.checkout, ['rev-parse', 'HEAD'])).trim()
  await assert.rejects(cutInto(repo, local), /is not on main: merge it first/)
})

test('releases of two commits cut at once get two numbers, and the link ends at the newer', async () => {
  await using repo = await deliveryRepository()
  const first = (await git(repo.checkout, ['rev-parse', 'HEAD'])).trim()
  const second = await repo.commit('More', { 'apps/order/main.ts': '// more\n' })
  const results = await Promise.all([cutInto(repo, second), cutInto(repo, first)])
  const releases = await releasesAt(repo.remote, 'main')
  assert.equal(await linkIn(repo, 'dev'), results[0]!.id)
  assert.equal(new Set(releases.map(({ number }) => number)).size, releases.length)
})

test('a patch of the overlay that hits nothing stops the release before anything is written', async () => {
  await using repo = await deliveryRepository()
  const source = await repo.commit('Patch nothing', { 'gitops/overlays/dev/replicas.yaml': '- op: replace\n  path: /spec/nothing/here\n  value: 1\n' })
  await assert.rejects(cutInto(repo, source), /overlays\/dev on 0001-/)
  assert.equal(await linkIn(repo, 'dev'), '0000-none')
})
