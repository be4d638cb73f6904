import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkRelease } from './check-release.ts'
import { findingLine } from './finding.ts'
import { withPlanted } from './planted.ts'

test('a patch of base that hits nothing is found', async () => {
  await withPlanted(async ({ edit, release }) => {
    await edit('gitops/base/kustomization.yaml', (text) => text.replace('kind: Deployment|Job', 'kind: Deploymnt|Jb'))
    assert.deepEqual((await checkRelease(await release())).findings.map(findingLine), [
      'releases/9999-0000000: base: patch patches/restricted-pods.yaml (target kind: Deploymnt|Jb) hits nothing [patches]',
    ])
  })
})

test('images that no pod names, or that lack, or that differ between base and a component, are found', async () => {
  await withPlanted(async ({ edit, release }) => {
    const folder = await release()
    await edit('gitops/releases/9999-0000000/base/kustomization.yaml', (text) => text.replace('- name: jari/web\n', '- name: jari/wep\n'))
    const said = (await checkRelease(folder)).findings.map(({ message }) => message)
    assert.deepEqual(said, [
      'images: of components/autoscaled-orders differ from those of base',
      'images: of components/demo-shop differ from those of base',
      'images: of components/simulated-devices differ from those of base',
      'images: lacks jari/web, which a pod names',
      'images: sets jari/wep, which no pod names',
    ])
  })
})
