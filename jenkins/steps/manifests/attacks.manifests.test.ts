import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { attacks, podAttack } from '../testing/attacks.ts'
import { checkPlatform } from './check-platform.ts'
import { checkRelease } from './check-release.ts'
import { build } from './kustomize.ts'
import { type Planted, saidOfDev, withPlanted } from './planted.ts'
import { permittedKinds } from './rules/kinds.ts'
import { schemaSources } from './schema-sources.ts'

const kustomization = 'gitops/overlays/dev/kustomization.yaml'

/** Adds a manifest to dev's overlay, without the line that would put it into dev's namespace. */
const withManifest = (manifest: string) => async ({ checkout, edit }: Planted) => {
  await writeFile(join(checkout, 'gitops/overlays/dev/attack.yaml'), manifest)
  await edit(kustomization, (text) => text.replace(/^namespace: .*\n/m, '').replace('resources:\n', 'resources:\n- attack.yaml\n'))
}

for (const { name, manifest, verify } of [...attacks, podAttack])
  test(`refused before a merge: ${name}`, async () => {
    const said = await saidOfDev(withManifest(manifest))
    assert.ok(said.some((line) => verify.test(line)), said.join('\n'))
  })

test('refused before a merge: something of another repository, and nothing is fetched', async () => {
  const sources = ['https://example.invalid/x.git//base?ref=main', 'git@example.invalid:x/y.git', 'github.com/x/y//base', 'http://localhost:1/attack.yaml', 'ssh://git@example.invalid/x']
  for (const source of sources) {
    const said = await saidOfDev(({ edit }) => edit(kustomization, (text) => text.replace('resources:\n', `resources:\n- ${source}\n`)))
    assert.deepEqual(said, [`sources: kustomization.yaml takes ${source} from another place (resources): what runs here is in this repository`])
  }
  const patched = await saidOfDev(({ edit }) => edit(kustomization, (text) => text.replace('patches:\n', 'patches:\n- path: https://example.invalid/patch.yaml\n  target: {kind: Deployment}\n')))
  assert.deepEqual(patched, ['sources: kustomization.yaml takes https://example.invalid/patch.yaml from another place (patches): what runs here is in this repository'])
  await withPlanted(async ({ edit, release, checkout }) => {
    await edit('gitops/base/order/kustomization.yaml', (text) => text.replace('resources:\n', 'resources:\n- https://example.invalid/x.yaml\n'))
    assert.deepEqual((await checkRelease(await release())).findings.map(({ message }) => message), ['base/order/kustomization.yaml takes https://example.invalid/x.yaml from another place (resources): what runs here is in this repository'])
    await edit('gitops/platform/kustomization.yaml', (text) => text.replace('resources:\n', 'resources:\n- https://example.invalid/x.yaml\n'))
    for (const { findings } of await checkPlatform(checkout, await schemaSources(join(import.meta.dirname, '../../..')))) assert.match(findings[0]?.message ?? '', /takes https:\/\/example\.invalid\/x\.yaml from another place/)
  })
})

test('refused before a merge: the name of another environment', async () => {
  const said = await saidOfDev(({ edit }) => edit(kustomization, (text) => `${text}- source:\n    kind: ConfigMap\n    name: environment\n    fieldPath: data.application\n  targets:\n  - select:\n      kind: Ingress\n    fieldPaths:\n    - spec.rules.0.host\n`))
  assert.ok(said.includes('hosts: Ingress entrance answers under jari-dev, not under dev.jari.localhost alone'), said.join('\n'))
})

test('refused before a merge: a hook with rights, which old Argo CD let through when an application is deleted', async () => {
  const [, , , binding] = attacks
  const said = await saidOfDev(withManifest(binding!.manifest.replace('metadata:\n', 'metadata:\n  annotations: {argocd.argoproj.io/hook: PostDelete}\n')))
  assert.ok(said.some((line) => binding!.verify.test(line)), said.join('\n'))
})

test("the environments' projects permit what the checks permit and what that makes, each in one namespace, and no project has a wildcard", async () => {
  const objects = await build(join(import.meta.dirname, '../../../gitops/platform'))
  const projects = objects.filter(({ kind }) => kind === 'AppProject') as unknown as { metadata: { name: string }; spec: { destinations: { namespace: string }[]; clusterResourceWhitelist: object[]; namespaceResourceWhitelist: { group: string; kind: string }[] } }[]
  const made = ['PersistentVolumeClaim', 'Pod', 'apps/ControllerRevision', 'apps/ReplicaSet', 'discovery.k8s.io/EndpointSlice']
  for (const name of ['jari-dev', 'jari-staging', 'jari-prod']) {
    const { spec } = projects.find(({ metadata }) => metadata.name === name) ?? assert.fail(`no project ${name}`)
    assert.deepEqual(spec.destinations.map(({ namespace }) => namespace), [name])
    assert.deepEqual(spec.clusterResourceWhitelist, [])
    assert.deepEqual(spec.namespaceResourceWhitelist.map(({ group, kind }) => (group === '' ? kind : `${group}/${kind}`)).toSorted(), [...permittedKinds, ...made].toSorted())
  }
  assert.equal(projects.length, 4)
  const sources = await schemaSources(join(import.meta.dirname, '../../..'))
  await withPlanted(async ({ checkout, edit }) => {
    await edit('gitops/platform/projects/dev.yaml', (text) => text.replace('namespace: jari-dev', 'namespace: jari-*'))
    const said = (await checkPlatform(checkout, sources)).flatMap(({ findings }) => findings.map(({ message }) => message))
    assert.deepEqual(said, ['AppProject jari-dev has a wildcard: jari-*', 'AppProject jari-dev has a wildcard: jari-*'])
  })
})
