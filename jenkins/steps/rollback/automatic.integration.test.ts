import assert from 'node:assert/strict'
import { test } from 'node:test'
import { git } from '../git/git.ts'
import { holdsAt } from '../gitops/holds.ts'
import { leave } from '../handoff.ts'
import { Failure } from '../outcome.ts'
import { watched } from '../outcomes/watched.ts'
import { step as release } from '../release/step.ts'
import { cutOf, linkIn } from '../testing/delivery.ts'
import { startWorld } from '../testing/world.ts'
import { step } from './step.ts'

test('what failed is taken back and held by itself, once, and its run brings it no more; what did not fail stays', async () => {
  await using world = await startWorld()
  const { repo, run, change, cut, context } = world
  const fail = (environment: string) => watched(context, 'await-healthy', environment, async () => { throw new Failure(`${environment}: order crashes: no such table\nmore`) })
  const first = await cut((await git(repo.checkout, ['rev-parse', 'HEAD'])).trim())
  await assert.rejects(fail('dev'))
  assert.equal((await run(step, { env: 'dev', automatic: true })).outcome, 'held', 'there is nothing before the first')
  await watched(context, 'await-healthy', 'dev', async () => ({}))
  assert.equal((await run(step, { env: 'dev', automatic: true })).outcome, 'nothing', 'it has got well')

  const commit = await change('Break it', { 'gitops/base/order/note.txt': 'x\n' })
  const second = await cut(commit)
  assert.equal((await run(step, { env: 'dev', automatic: true })).outcome, 'nothing', 'nothing is known of it yet')
  await assert.rejects(fail('dev'))
  await git(repo.checkout, ['pull', '--quiet', repo.remote, 'main'])
  // the very first one is held since it failed: somebody has to let it go before it counts again
  await (await import('../unhold/step.ts')).step.run(context, { release: first })
  const back = await run(step, { env: 'dev', automatic: true })
  assert.deepEqual([back.outcome, back.release, await linkIn(repo, 'dev')], ['rolled-back', first, first])
  const [hold] = await holdsAt(repo.remote, 'main')
  assert.deepEqual([hold?.release, hold?.environment, hold?.reason], [second, 'dev', 'dev: order crashes: no such table'])
  assert.equal((await run(step, { env: 'dev', automatic: true })).outcome, 'nothing')
  await leave(repo.checkout, 'plan', { commit, baseRelease: first, sinceCommit: commit, baseImages: {}, services: [], why: {}, environments: [], nothing: false, botOnly: false })
  await leave(repo.checkout, 'images', { ...cutOf(commit).images })
  await assert.rejects(run(release, {}), new RegExp(`${second} is not brought to dev again: it is held since .* order crashes`))
  assert.equal((await run(step, { env: 'prod', automatic: true })).outcome, 'nothing')
})
