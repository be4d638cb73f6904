import assert from 'node:assert/strict'
import { test } from 'node:test'
import { textAt, trailer } from '../git/read.ts'
import { settingsFrom } from '../settings.ts'
import { startGitHub } from '../testing/github.ts'
import { scratch } from '../testing/repository.ts'
import { step } from './step.ts'

test('a held release is let go by one commit, and letting go what is not held is nothing', async () => {
  const held = 'apiVersion: jari.dev/v1\nkind: Holds\nholds:\n- release: 0002-bbbbbbb\n  reason: slow\n  by: dana\n  at: 2026-11-21T00:00:00Z\n'
  await using repo = await scratch({ 'gitops/holds.yaml': held })
  await using forge = await startGitHub()
  const said: string[] = []
  const context = { checkout: repo.checkout, settings: settingsFrom({ JARI_GIT_URL: repo.remote, JARI_FORGE: 'github', JARI_FORGE_URL: forge.address, JARI_FORGE_TOKEN: forge.token }), say: (line: string) => void said.push(line), now: Date.now, sleep: async () => {} }
  await step.run(context, { release: '0002-bbbbbbb' })
  assert.equal(await textAt(repo.remote, 'main', 'gitops/holds.yaml'), 'apiVersion: jari.dev/v1\nkind: Holds\nholds: []\n')
  assert.equal(await trailer(repo.remote, 'main', 'Jari-Promoted-By'), 'jari-bot', 'who let it go is known')
  assert.deepEqual(said, ['0002-bbbbbbb may be promoted again', 'the gates of open promotions are asked again within five minutes'])
  await assert.rejects(step.run(context, { release: '0002-bbbbbbb' }), /there is no release 0002-bbbbbbb/)
})
