import assert from 'node:assert/strict'
import { test } from 'node:test'
import { git } from '../git/git.ts'
import { scratch } from '../testing/repository.ts'
import { migrationsAt, newIn } from './migrations.ts'

const json = (name: string, dependencies: string[] = []) => JSON.stringify({ name, dependencies: Object.fromEntries(dependencies.map((one) => [one, '1'])) })

test('a service runs the migrations of its folder and of the packages that it uses; new ones are told apart', async () => {
  await using repo = await scratch({
    'apps/order/package.json': json('@jari/order', ['@jari/feed']), 'apps/order/migrate.ts': '', 'apps/order/schema.ts': "migration('0001_menu', [])",
    'apps/web/package.json': json('@jari/web', ['@jari/feed']), 'apps/web/main.ts': '',
    'packages/feed/package.json': json('@jari/feed'), 'packages/feed/schema.ts': "migration('feed_log', [])", 'packages/feed/schema.test.ts': "migration('only_a_test', [])",
  })
  const before = (await git(repo.checkout, ['rev-parse', 'HEAD'])).trim()
  const now = await repo.commit('Drop it', { 'apps/order/schema.ts': "migration('0001_menu', []), migration('0002_drop', ['drop table x'], { contractAfter: '0007' })" })
  const all = await migrationsAt(repo.checkout, now)
  assert.deepEqual(all.map(({ service, name }) => `${service} ${name}`).toSorted(), ['order 0001_menu', 'order 0002_drop', 'order feed_log'])
  assert.deepEqual(newIn(all, await migrationsAt(repo.checkout, before)), [{ service: 'order', file: 'apps/order/schema.ts', name: '0002_drop', phase: 'contract', after: '0007' }])
  const careless = await repo.commit('Drop it carelessly', { 'apps/order/schema.ts': "migration('0001_menu', ['drop table x'])" })
  await assert.rejects(migrationsAt(repo.checkout, careless), /migration 0001_menu of order .* destroys .*contractAfter/)
})
