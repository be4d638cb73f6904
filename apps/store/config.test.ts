import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readConfig } from '@jari/service/config.ts'
import { embeddedKeyPath, storeEnvironment, storeMigrationEnvironment } from './config.ts'

test('with a database of its own the service must be given its key, and the seed its password', () => {
  const DATABASE_URL = 'mariadb://store:x@store-db/store'
  assert.throws(() => readConfig(storeEnvironment, { DATABASE_URL }), /SIGNING_KEY_FILE: is needed/)
  assert.throws(() => readConfig(storeMigrationEnvironment, { DATABASE_URL, DEMO: '1' }), /DEMO_STAFF_PASSWORD: is needed/)
  assert.equal(readConfig(storeMigrationEnvironment, { DATABASE_URL }).DEMO, false)
  assert.equal(readConfig(storeEnvironment, { DATABASE_URL: 'sqlite:x', DEMO: '1' }).DEMO, true)
})

test('the key of an embedded installation lies beside its database', () => {
  assert.equal(embeddedKeyPath('sqlite:/data/store.sqlite'), '/data/store.sqlite.signing-key.json')
  assert.equal(embeddedKeyPath(undefined), '.jari/store.sqlite.signing-key.json')
})
