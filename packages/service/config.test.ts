import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ConfigError, readConfig, serviceEnvironment } from './config.ts'

test('an empty environment gives the defaults, frozen', () => {
  const config = readConfig(serviceEnvironment, { PORT: '', HOME: '/root' })
  assert.equal(config.PORT, 8080)
  assert.equal(config.DEMO, false)
  assert.deepEqual(config.ALLOWED_ORIGINS, [])
  assert.ok(Object.isFrozen(config))
  assert.ok(!('HOME' in config))
})

test('every fault is listed at once, each by its variable', () => {
  assert.throws(
    () => readConfig(serviceEnvironment, { PORT: '99999', STORE_URL: 'store', DATABASE_URL: 'postgres://x', DEMO: 'yes' }),
    (error) => error instanceof ConfigError && ['PORT', 'STORE_URL', 'DATABASE_URL', 'DEMO'].every((name) => error.message.includes(`  ${name}: `)),
  )
})
