import assert from 'node:assert/strict'
import { test } from 'node:test'
import { git } from '../git/git.ts'
import { findRelease, releasesAt } from '../gitops/releases.ts'
import { covering } from '../release/cut.ts'
import { step as release } from '../release/step.ts'
import { linkIn } from '../testing/delivery.ts'
import { startWorld } from '../testing/world.ts'
import { step } from './step.ts'

test('one service is promoted by itself: a release of what runs there plus its image, which later ones must contain', async () => {
  await using world = await startWorld()
  const { repo, run, change, cut } = world
  const first = await cut((await git(repo.checkout, ['rev-parse', 'HEAD'])).trim())
  await run(step, { to: 'staging' })
  const second = await cut(await change('Change base', { 'gitops/base/order/note.txt': 'x\n' }), { order: 'order 2', web: 'web 2' })
  const made = await run(step, { to: 'staging', only: ['order'] })
  assert.equal(made.release, first.replace('0001', '0001.1'))
  assert.equal(await linkIn(repo, 'staging'), made.release)
  const releases = await releasesAt(repo.remote, 'main')
  const [partial, of, from] = [String(made.release), first, second].map((id) => findRelease(releases, id))
  assert.deepEqual(partial!.partial, { of: first, from: second, services: ['order'] })
  assert.equal(partial!.images.order!.digest, from!.images.order!.digest)
  assert.equal(partial!.images.web!.digest, of!.images.web!.digest)
  assert.equal((await run(release, { check: true })).outcome, 'checked')
  assert.deepEqual(await covering(repo.remote, [of!, partial!], of!.sourceCommit), { outcome: 'exists', id: first }, 'it is not taken for the release of its source')
  await assert.rejects(run(step, { to: 'staging', only: ['order'] }), /staging runs the same order already/)
  await assert.rejects(run(step, { to: 'staging', only: ['nothing'] }), /has no nothing: its images are device, mariadb, order, store, web/)

  const third = await cut(await change('Go back to the old order', { 'gitops/base/order/note.txt': 'y\n' }))
  await assert.rejects(run(step, { to: 'staging' }), new RegExp(`${third} lacks the order of ${partial!.id}`))
  await run(step, { to: 'staging', release: second }).catch((error: Error) => assert.match(error.message, /dev is to run/))
  const fourth = await cut(await change('Take the new order', { 'gitops/base/order/note.txt': 'z\n' }), { order: 'order 2' })
  await run(step, { to: 'staging' })
  assert.equal(await linkIn(repo, 'staging'), fourth)
})

test('one service by itself is refused when it breaks what the others that run there rely on, and goes once they have followed', async () => {
  await using world = await startWorld()
  const { repo, run, change, cut } = world
  const declared = (order: string, web: string) => ({ 'apps/order/contracts.json': `{"provides": {"order": "${order}"}}\n`, 'apps/web/contracts.json': `{"needs": {"order": "${web}"}}\n` })
  await cut(await change('Declare what is relied on', declared('1.0', '1.0')))
  await run(step, { to: 'staging' })
  await cut(await change('Break order, and follow in web', declared('2.0', '2.0')), { order: 'order 2', web: 'web 2' })
  await assert.rejects(run(step, { to: 'staging', only: ['order'] }), /is not promoted to staging: web needs order 1\.0, but order offers 2\.0/)
  await assert.rejects(run(step, { to: 'staging', only: ['web'] }), /web needs order 2\.0, but order offers 1\.0/)
  const made = await run(step, { to: 'staging', only: ['order', 'web'] })
  assert.equal(await linkIn(repo, 'staging'), made.release)
  await cut(await change('Break order alone', declared('3.0', '2.0')), { order: 'order 2', web: 'web 2' })
  await assert.rejects(run(step, { to: 'staging' }), /is not promoted to staging: web needs order 2\.0, but order offers 3\.0/)
})
