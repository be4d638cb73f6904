import assert from 'node:assert/strict'
import { test } from 'node:test'
import { textAt } from '../git/read.ts'
import { scratch } from '../testing/repository.ts'
import { write } from '../writer/writer.ts'
import { holdEdit } from './edit.ts'

const hold = { release: '0002-bbbbbbb', reason: 'slow', by: 'dana', at: '2026-11-21T00:00:00Z' }

test('a hold is one commit with its reason, and holding again makes none', async () => {
  await using repo = await scratch({ 'gitops/holds.yaml': '# kept\napiVersion: jari.dev/v1\nkind: Holds\nholds: []\n' })
  assert.equal((await write({ url: repo.remote }, holdEdit(hold))).outcome, 'written')
  assert.equal(await textAt(repo.remote, 'main', 'gitops/holds.yaml'), `# kept\napiVersion: jari.dev/v1\nkind: Holds\nholds:\n- release: 0002-bbbbbbb\n  reason: slow\n  by: dana\n  at: ${hold.at}\n`)
  assert.equal((await write({ url: repo.remote }, holdEdit({ ...hold, at: '2026-11-22T00:00:00Z' }))).outcome, 'nothing')
  assert.deepEqual(await repo.subjects(), ['Hold 0002-bbbbbbb', 'Begin'])
})
