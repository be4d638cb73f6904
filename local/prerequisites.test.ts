import assert from 'node:assert/strict'
import { test } from 'node:test'
import { enabledUnits, missing, platformPackages, testPackages } from './prerequisites.ts'

const all = [...platformPackages, ...testPackages]

test('of the packages just installed, those that Debian enables a service for are named, and no others', () => {
  const named = (...names: string[]) => all.filter(({ name }) => names.includes(name))
  assert.deepEqual(enabledUnits(named('redis-server', 'git', 'mariadb-server')), ['redis-server.service', 'mariadb.service'])
  assert.deepEqual(enabledUnits(named('git', 'runc')), [])
  assert.deepEqual(enabledUnits(platformPackages), ['docker-registry.service', 'redis-server.service'])
})

test('each package is listed once and says what it does', () => {
  assert.equal(new Set(all.map(({ name }) => name)).size, all.length)
  for (const { name, purpose } of all) assert.ok(purpose.length > 5, name)
})

test('a package is missing when its program is neither on the PATH nor among the administration programs', async () => {
  const packages = [
    { name: 'node', program: process.execPath, purpose: 'by its path' },
    { name: 'sh', program: 'sh', purpose: 'on the PATH' },
    { name: 'nothing', program: 'no-such-program', purpose: 'not here' },
  ]
  assert.deepEqual((await missing(packages)).map(({ name }) => name), ['nothing'])
})
