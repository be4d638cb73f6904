import assert from 'node:assert/strict'
import { test } from 'node:test'
import { git } from '../git/git.ts'
import { lastChange } from '../git/read.ts'
import { linkOf } from '../gitops/layout.ts'
import { step as hold } from '../hold/step.ts'
import { Failure } from '../outcome.ts'
import { recordOutcome } from '../outcomes/record.ts'
import { linkIn } from '../testing/delivery.ts'
import { startWorld, type World } from '../testing/world.ts'
import { step as unhold } from '../unhold/step.ts'
import { carryOn, type LookAfter } from './carry-on.ts'

const frozen = 'freezes:\n- {name: feast, environments: [staging], from: "2026-11-01T00:00:00Z", until: "2026-12-01T00:00:00Z", timeZone: Asia/Seoul, reason: the shop is full}\n'

/** Notes of what dev runs that its run has waited for it and tried it, as a pipeline's run does. */
async function tried({ repo, clock }: World, release: string): Promise<void> {
  const commit = (await lastChange(repo.remote, 'main', linkOf('dev')))!
  for (const step of ['await-healthy', 'smoke']) await recordOutcome({ url: repo.remote, checkout: repo.checkout }, commit, { environment: 'dev', release, outcome: 'healthy', step, at: new Date(clock.now).toISOString() })
}

const head = async ({ repo }: World) => (await git(repo.checkout, ['rev-parse', 'HEAD'])).trim()

test('what a freeze kept from staging goes there by itself once it has ended, is looked after, and is proposed for prod', async () => {
  await using world = await startWorld()
  const { repo, context, clock } = world
  const lookedAfter: string[] = []
  const lookAfter: LookAfter = async (_, environment) => void lookedAfter.push(environment)
  await world.change('Freeze staging', { 'gitops/freezes.yaml': frozen })
  const release = await world.cut(await head(world))
  assert.deepEqual(await carryOn(context, false, lookAfter), [], 'its own run is not done with dev')
  await tried(world, release)
  const [waiting] = await carryOn(context, false, lookAfter)
  assert.deepEqual([waiting?.environment, waiting?.release, waiting?.outcome], ['staging', release, 'waiting'])
  assert.match(waiting?.reasons[0] ?? '', /staging is frozen until 2026-12-01 09:00 Asia\/Seoul/)
  clock.now = Date.parse('2026-12-01T00:00:01Z')
  assert.equal((await carryOn(context, true, lookAfter))[0]?.outcome, 'would-promote')
  assert.notEqual(await linkIn(repo, 'staging'), release)
  const [promoted] = await carryOn(context, false, lookAfter)
  assert.equal(promoted?.outcome, 'promoted', JSON.stringify(promoted))
  assert.deepEqual([await linkIn(repo, 'staging'), lookedAfter], [release, ['staging']])
  assert.deepEqual(await carryOn(context, false, lookAfter), [], 'there is nothing left to do')
})

test('a release that is held, or that fails in dev, is not brought on; one whose hold is lifted is', async () => {
  await using world = await startWorld()
  const { context, run } = world
  const lookAfter: LookAfter = async () => {}
  const release = await world.cut(await head(world))
  await tried(world, release)
  await run(hold, { release, reason: 'orders lose their notes', env: 'staging' })
  const [held] = await carryOn(context, false, lookAfter)
  assert.match(held?.reasons.join() ?? '', /is held since .* orders lose their notes/)
  await run(unhold, { release })
  assert.equal((await carryOn(context, false, async () => { throw new Failure('staging: order crashes') }))[0]?.outcome, 'failed')
  const next = await world.cut(await world.change('More', { 'gitops/base/order/note.txt': 'x\n' }))
  await tried(world, next)
  const commit = (await lastChange(world.repo.remote, 'main', linkOf('dev')))!
  await recordOutcome({ url: world.repo.remote, checkout: world.repo.checkout }, commit, { environment: 'dev', release: next, outcome: 'failed', step: 'smoke', at: new Date(world.clock.now + 1).toISOString(), cause: 'no order can be placed' })
  assert.deepEqual(await carryOn(context, false, lookAfter), [])
})
