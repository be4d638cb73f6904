import assert from 'node:assert/strict'
import { test } from 'node:test'
import { textAt } from '../git/read.ts'
import { settingsFrom } from '../settings.ts'
import { scratch } from '../testing/repository.ts'
import { step } from './step.ts'

test('a held release is let go by one commit, and letting go what is not held is nothing', async () => {
  const held = 'apiVersion: jari.dev/v1\nkind: Holds\nholds:\n- release: 0002-bbbbbbb\n  reason: slow\n  by: dana\n  at: 2026-11-21T00:00:00Z\n'
  await using repo = await scratch({ 'gitops/holds.yaml': held })
  const said: string[] = []
  const context = { checkout: repo.checkout, settings: settingsFrom({ JARI_GIT_URL: repo.remote }), say: (line: string) => void said.push(line), now: Date.now, sleep: async () => {} }
  await step.run(context, { release: '0002-bbbbbbb' })
  assert.equal(await textAt(repo.remote, 'main', 'gitops/holds.yaml'), 'apiVersion: jari.dev/v1\nkind: Holds\nholds: []\n')
  assert.deepEqual(said, ['0002-bbbbbbb may be promoted again', 'the gates of open promotions are asked again within five minutes'])
  await assert.rejects(step.run(context, { release: '0002-bbbbbbb' }), /there is no release 0002-bbbbbbb/)
})
