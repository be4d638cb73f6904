import assert from 'node:assert/strict'
import { test } from 'node:test'
import { settingsFrom } from './settings.ts'

test('a missing or empty setting is named with what it is for', () => {
  const settings = settingsFrom({ JARI_REGISTRY: '' })
  assert.throws(() => settings.get('JARI_REGISTRY'), /JARI_REGISTRY is not set: host:port of the registry/)
  assert.equal(settings.optional('JARI_CACHE'), undefined)
})
