import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import { parseAllDocuments } from 'yaml'

const gitops = resolve(import.meta.dirname, '../../../gitops')

test('every file of gitops holds one document, with its keys in the order apiVersion, kind, metadata, spec', async () => {
  const order = ['apiVersion', 'kind', 'metadata', 'spec']
  for (const part of ['base', 'components', 'overlays', 'platform'])
    for (const file of (await readdir(join(gitops, part), { recursive: true })).filter((name) => name.endsWith('.yaml'))) {
      const documents = parseAllDocuments(await readFile(join(gitops, part, file), 'utf8'))
      assert.equal(documents.length, 1, file)
      const keys = Object.keys(documents[0]?.toJS() as object).filter((key) => order.includes(key))
      assert.deepEqual(keys, keys.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)), file)
    }
})

test('an overlay names no other release than by its link', async () => {
  for (const environment of await readdir(join(gitops, 'overlays')))
    for (const file of await readdir(join(gitops, 'overlays', environment)))
      if (file.endsWith('.yaml')) assert.doesNotMatch(await readFile(join(gitops, 'overlays', environment, file), 'utf8'), /releases\//, `${environment}/${file}`)
})

test('the empty release has every component, so that an overlay can use any of them from the first day', async () => {
  assert.deepEqual(await readdir(join(gitops, 'releases/0000-none/components')), await readdir(join(gitops, 'components')))
})
