import assert from 'node:assert/strict'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { git } from '../git/git.ts'
import { checkReleases } from './check.ts'
import { cutInto, deliveryRepository } from '../testing/delivery.ts'

test('a release is byte for byte its source with its images; what was changed, added or taken away is named, and a shallow clone says so', async () => {
  await using repo = await deliveryRepository()
  const { id } = await cutInto(repo, (await git(repo.checkout, ['rev-parse', 'HEAD'])).trim())
  await git(repo.checkout, ['pull', '--quiet', repo.remote, 'main'])
  assert.deepEqual(await checkReleases(repo.checkout, 'HEAD'), [{ release: id, faults: [] }])
  const folder = join('gitops/releases', id)
  const bad = await repo.commit('Tamper', { [`${folder}/base/order/service.yaml`]: 'x: 1\n', [`${folder}/base/more.yaml`]: 'y: 1\n', [`${folder}/base/web/service.yaml`]: null })
  const [{ faults } = { faults: [] }] = await checkReleases(repo.checkout, bad)
  assert.equal(faults.length, 3)
  assert.match(faults.join('\n'), /^base\/web\/service\.yaml is missing$/m)
  assert.match(faults.join('\n'), /^base\/order\/service\.yaml differs from [0-9a-f]{7} with the images of release\.yaml$/m)
  assert.match(faults.join('\n'), /^base\/more\.yaml is not in [0-9a-f]{7}$/m)
  const shallow = join(repo.folder, 'shallow')
  await git(repo.folder, ['clone', '--quiet', '--depth', '1', `file://${repo.remote}`, shallow])
  assert.match((await checkReleases(shallow, 'HEAD'))[0]?.faults.join() ?? '', /cannot be checked: .* is not in this clone, which is shallow \(git fetch --unshallow\)/)
  await rm(shallow, { recursive: true })
})
