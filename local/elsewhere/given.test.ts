import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { writeSecret } from '../cluster/secret-file.ts'
import { paths, platformFromEnvironment, type Platform } from '../platform.ts'
import { readChoice, writeChoice } from './choice.ts'
import { takeGiven, tokenFiles } from './given.ts'

function platformOf(t: TestContext): Platform {
  const state = mkdtempSync(join(tmpdir(), 'jari-given-'))
  t.after(() => rmSync(state, { recursive: true }))
  return platformFromEnvironment({ JARI_STATE: state, JARI_CACHE: join(state, 'cache') })
}

const flags = { context: 'shop', registry: 'registry.example.com', git: 'https://git.example.com/forge/shop/jari.git' }
const env = { KUBECONFIG: '/kube/config', JARI_FORGE_TOKEN: 'f', ARGOCD_TOKEN: 'a', ARGOCD_SERVER: 'https://argocd.example.com/', JARI_ENTRANCE: 'http://203.0.113.7' }

test('flags and variables make a choice; the forge is where the repository is', (t) => {
  const { given, faults } = takeGiven(platformOf(t), flags, env)
  assert.deepEqual(faults, [])
  assert.deepEqual(given.tokens, { forge: 'f', argocd: 'a' })
  assert.deepEqual(given.choice, { ...flags, kubeconfig: '/kube/config', forge: 'https://git.example.com/forge', argocd: 'https://argocd.example.com', entrance: 'http://203.0.113.7', hosts: {} })
})

test('everything that is missing is named at once', (t) => {
  const { faults } = takeGiven(platformOf(t), {}, {})
  assert.deepEqual(faults.map((fault) => fault.split(' ')[0]), ['--context', '--registry', '--git', 'ARGOCD_SERVER', 'JARI_ENTRANCE', 'JARI_FORGE_TOKEN', 'ARGOCD_TOKEN'])
  assert.match(faults.at(-1)!, /argocd account generate-token --account reader/)
})

test('what cannot be used is named, left empty, and a password in it is not shown', (t) => {
  const { given, faults } = takeGiven(platformOf(t), { context: 'shop', registry: 'https://registry/x', git: 'https://me:hidden@git.example.com/shop/jari.git' }, { ...env, JARI_ENTRANCE: '203.0.113.7' })
  assert.deepEqual(faults.map((fault) => fault.split(' ')[0]), ['--registry', '--git', 'JARI_ENTRANCE'])
  assert.doesNotMatch(faults.join(), /hidden/)
  assert.deepEqual([given.choice.registry, given.choice.git, given.choice.entrance], ['', '', ''])
})

test('a later start needs neither flags nor variables, and another cluster needs another state folder', (t) => {
  const platform = platformOf(t)
  const first = takeGiven(platform, flags, env).given
  writeChoice(platform, first.choice)
  for (const name of ['forge', 'argocd'] as const) writeSecret(join(paths(platform).secrets, tokenFiles[name]), first.tokens[name])
  assert.deepEqual(takeGiven(platform, {}, {}), { given: first, faults: [] })
  assert.match(takeGiven(platform, { context: 'other' }, {}).faults.join(), /--context other: the state folder .* is for another one \(npm start -- --context shop/)
  assert.doesNotMatch(JSON.stringify(readChoice(platform)), /"[fa]"/)
})

test('a state folder whose platform runs on this machine is not turned into another', (t) => {
  const platform = platformOf(t)
  mkdirSync(paths(platform).pki)
  assert.match(takeGiven(platform, flags, env).faults.join(), /^JARI_STATE: .* holds a platform that runs on this machine/)
})
