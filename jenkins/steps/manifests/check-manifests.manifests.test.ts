import assert from 'node:assert/strict'
import { cp, symlink } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import { checkManifests } from './check-manifests.ts'
import { checkRelease } from './check-release.ts'
import { findingLine } from './finding.ts'
import { type Planted, withPlanted } from './planted.ts'

const here = resolve(import.meta.dirname, '../../..')

test('nothing is wrong with the manifests of this checkout', async () => {
  const { renders, objects, findings } = await checkManifests(here)
  assert.deepEqual(findings.map(findingLine), [])
  assert.ok(renders >= 8 && objects > 150, `${renders} renders, ${objects} objects`)
})

/** All findings, once a fault is planted; the tools' modules are those of this checkout. */
async function afterPlanting(plant: (planted: Planted) => Promise<void>): Promise<string[]> {
  let said: string[] = []
  await withPlanted(async (planted) => {
    await cp(join(here, 'local/tools'), join(planted.checkout, 'local/tools'), { recursive: true })
    await plant(planted)
    said = (await checkManifests(planted.checkout)).findings.map(findingLine)
  })
  return said
}

test('a field that Kubernetes does not know is found in each environment', async () => {
  const said = await afterPlanting(({ edit }) => edit('gitops/base/order/deployment.yaml', (text) => text.replace('        image: jari/order\n', '        image: jari/order\n        imagePulPolicy: Always\n')))
  assert.deepEqual(said, ['releases/9999-0000000', 'overlays/dev on 9999-0000000', 'overlays/prod on 9999-0000000', 'overlays/staging on 9999-0000000'].map((where) =>
    `${where}: Deployment order: at '/spec/template/spec/containers/0': additional properties 'imagePulPolicy' not allowed [kubeconform]`))
})

test('a container without a memory limit is found by kube-score', async () => {
  const said = await afterPlanting(({ edit }) => edit('gitops/base/web/deployment.yaml', (text) => text.replace(/          limits:\n            memory: .*\n/, '          limits:\n')))
  assert.equal(said.length, 3)
  assert.match(said[0] ?? '', /Deployment\/apps\/v1\/jari-dev\/web: app: Memory limit is not set \(container-resources\) \[kube-score\]/)
})

test('a single pod of a service in prod is found by kube-score', async () => {
  const said = await afterPlanting(({ edit }) => edit('gitops/overlays/prod/replicas.yaml', (text) => text.replace('value: 2', 'value: 1')))
  assert.equal(said.length, 4)
  assert.match(said.join('\n'), /jari-prod\/order: Deployment few replicas/)
})

test('a value of installation.yaml that no replacement sets is found in the platform', async () => {
  const said = await afterPlanting(({ edit }) => edit('gitops/platform/kustomization.yaml', (text) => text.replace('    - spec.sourceRepos.0', '    - spec.description')))
  assert.ok(said.includes('.: AppProject environments: no replacement sets the value of installation.yaml [installation]'), said.join('\n'))
})

test('a release to go back to on which an overlay does not work is found', async () => {
  const said = await afterPlanting(async ({ checkout, release, edit }) => {
    await release()
    await cp(join(checkout, 'gitops/releases/9999-0000000'), join(checkout, 'gitops/releases/0001-1111111'), { recursive: true })
    await edit('gitops/releases/0001-1111111/base/kustomization.yaml', (text) => text.replace('- order\n', ''))
    await symlink('0001-1111111', join(checkout, 'gitops/releases/not-a-release'))
  })
  assert.ok(said.some((line) => line.startsWith('overlays/dev on 0001-1111111: ')), said.join('\n'))
})

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
      'images: of components/demo-shop differ from those of base',
      'images: of components/simulated-devices differ from those of base',
      'images: lacks jari/web, which a pod names',
      'images: sets jari/wep, which no pod names',
    ])
  })
})
