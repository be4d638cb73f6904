import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import { exportsOf } from './terminal.ts'

const environment = { JARI_GIT_URL: 'http://127.0.0.1:8802/jari/jari.git', ARGOCD_SERVER: "http://it's here", JARI_SIGNING_PUBLIC_KEY: '-----BEGIN\nof two lines', PATH: '/elsewhere', CI: 'true' }
const secrets = { 'jari-forge-token': "to'ken", 'jari-argocd-token': '$(reads)', 'jari-signing-key': 'a\nb' }
const lines = exportsOf({ environment, secrets }, '/var/lib/jari/bin')

/** What a shell has after it has evaluated the lines. */
function evaluated(env: Record<string, string>): Record<string, string> {
  const out = execFileSync('/bin/sh', ['-c', `eval "$1"; exec "$2" -p 'JSON.stringify(process.env)'`, 'sh', lines.join('\n'), process.execPath], { env, encoding: 'utf8' })
  return JSON.parse(out) as Record<string, string>
}

test('a shell that evaluates the lines has what steps read, to the letter, and the tools first on its PATH', () => {
  const { JARI_GIT_URL, ARGOCD_SERVER, ARGOCD_TOKEN, JARI_FORGE_TOKEN, JARI_SIGNING_KEY, JARI_SIGNING_PUBLIC_KEY, PATH, CI } = evaluated({ PATH: '/usr/bin:/bin' })
  assert.deepEqual({ JARI_GIT_URL, ARGOCD_SERVER, JARI_SIGNING_PUBLIC_KEY }, { JARI_GIT_URL: environment.JARI_GIT_URL, ARGOCD_SERVER: environment.ARGOCD_SERVER, JARI_SIGNING_PUBLIC_KEY: environment.JARI_SIGNING_PUBLIC_KEY })
  assert.deepEqual([JARI_FORGE_TOKEN, ARGOCD_TOKEN, JARI_SIGNING_KEY], ["to'ken", '$(reads)', 'a\nb'])
  assert.equal(PATH, '/var/lib/jari/bin:/usr/bin:/bin')
  assert.equal(CI, undefined, 'a person is no pipeline')
})

test("a forge token of one's own stays", () => {
  assert.equal(evaluated({ PATH: '/bin', JARI_FORGE_TOKEN: 'mine' }).JARI_FORGE_TOKEN, 'mine')
})
