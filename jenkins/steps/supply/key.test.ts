import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { test } from 'node:test'
import { settingsFrom } from '../settings.ts'
import { takeSigningKey } from './key.ts'

test('what is started after the key was taken does not get to see it', () => {
  const env: NodeJS.ProcessEnv = {
    PATH: '/bin', JARI_SIGNING_PASSWORD: 'a password',
    JARI_SIGNING_KEY: generateKeyPairSync('ec', { namedCurve: 'prime256v1', publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'a password' } }).privateKey,
  }
  assert.equal(takeSigningKey(settingsFrom(env), env)?.type, 'private')
  assert.deepEqual(env, { PATH: '/bin' })
  assert.equal(takeSigningKey(settingsFrom(env), env), undefined)
})
