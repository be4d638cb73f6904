import assert from 'node:assert/strict'
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { checkOverlay } from './check-overlay.ts'
import { kubeScoreFaults } from './kube-score.ts'
import { podTemplateOf } from './object.ts'
import { saidOfDev, withPlanted } from './planted.ts'
import { render } from './render.ts'
import { renderedFiles } from './rendered.ts'
import { writeFiles } from './release.ts'

const append = (text: string) => (before: string) => before + text

test('dev is without fault on the would-be release of this checkout', async () => {
  assert.deepEqual(await saidOfDev(async () => {}), [])
})

test('a patch whose target hits nothing is found', async () => {
  const said = await saidOfDev(({ edit }) => edit('gitops/overlays/dev/kustomization.yaml', (text) => text.replace('component=service', 'component=servise')))
  assert.deepEqual(said, ['patches: patch replicas.yaml (target kind: Deployment, labelSelector: app.kubernetes.io/component=servise,jari.dev/replicas!=autoscaled) hits nothing'])
})

test('a patch without a target is found', async () => {
  const said = await saidOfDev(async ({ edit, checkout }) => {
    await writeFile(join(checkout, 'gitops/overlays/dev/slow.yaml'), 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: order\nspec:\n  minReadySeconds: 9\n')
    await edit('gitops/overlays/dev/kustomization.yaml', (text) => text.replace('patches:\n', 'patches:\n- path: slow.yaml\n'))
  })
  assert.deepEqual(said, ['patches: patch slow.yaml has no target:'])
})

test('a patch that makes a container or a volume which the release lacks is found', async () => {
  const said = await saidOfDev(async ({ edit, checkout }) => {
    const spec = 'spec:\n  template:\n    spec:\n      containers:\n      - name: ap\n        resources:\n          limits:\n            memory: 1Gi\n      volumes:\n      - name: tmp\n        emptyDir: {}\n'
    await writeFile(join(checkout, 'gitops/overlays/dev/memory.yaml'), `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: any\n${spec}`)
    await edit('gitops/overlays/dev/kustomization.yaml', (text) => text.replace('patches:\n', 'patches:\n- path: memory.yaml\n  target:\n    kind: Deployment\n    name: order\n'))
  })
  assert.deepEqual(said.filter((line) => line.startsWith('patches')), [
    'patches: patch memory.yaml (target kind: Deployment, name: order) makes container ap of Deployment order, which the release lacks',
    'patches: patch memory.yaml (target kind: Deployment, name: order) makes volume tmp of Deployment order, which the release lacks',
  ])
})

test('a patch that gives an object another name is found', async () => {
  const said = await saidOfDev(({ edit }) => edit('gitops/overlays/dev/kustomization.yaml', (text) => text.replace('patches:\n',
    'patches:\n- target:\n    kind: Ingress\n  options:\n    allowNameChange: true\n  patch: |-\n    - op: replace\n      path: /metadata/name\n      value: door\n')))
  assert.ok(said.includes('patches: patch number 1 (target kind: Ingress) makes Ingress door, which the release lacks'), said.join('\n'))
})

test('a replacement that changes nothing is found', async () => {
  const said = await saidOfDev(({ edit }) => edit('gitops/overlays/dev/kustomization.yaml', (text) => text.replace('name: entrance', 'name: entranse')))
  assert.deepEqual(said, ['hosts: Ingress entrance answers under set.by.the.overlay, not under dev.jari.localhost alone', 'replacements: replacement number 1 changes nothing'])
})

test('an image that is not by digest is found', async () => {
  const said = await saidOfDev(({ edit }) => edit('gitops/overlays/dev/kustomization.yaml', append('images:\n- name: localhost:5000/jari/web\n  newTag: latest\n')))
  assert.deepEqual(said, ['images: Deployment web, container app: image "localhost:5000/jari/web:latest" is not by digest'])
})

test('a Secret in an overlay is found', async () => {
  const said = await saidOfDev(({ edit }) => edit('gitops/overlays/dev/kustomization.yaml', append('secretGenerator:\n- name: password\n  literals: [password=1234]\n')))
  assert.ok(said.some((line) => /^kinds: Secret password-\w+ puts a secret into git/.test(line)), said.join('\n'))
})

test('the label of the release in a pod template is found', async () => {
  const said = await saidOfDev(({ edit }) => edit('gitops/overlays/dev/kustomization.yaml', append('labels:\n- pairs:\n    jari.dev/release: 9999-0000000\n  includeTemplates: true\n')))
  assert.ok(said.includes('release-label: Deployment order has the label jari.dev/release in spec.template.metadata.labels'), said.join('\n'))
})

test('a Service that selects no pod is found', async () => {
  const said = await saidOfDev(({ edit }) => edit('gitops/base/order/service.yaml', (text) => text.replace('  selector:\n    app.kubernetes.io/name: order', '  selector:\n    app.kubernetes.io/name: ordr')))
  assert.deepEqual(said, ['selectors: Service order selects no pod'])
})

test('an environment.yaml that says another namespace than the kustomization is found', async () => {
  const said = await saidOfDev(({ edit }) => edit('gitops/overlays/dev/environment.yaml', (text) => text.replace('namespace: jari-dev', 'namespace: jari-prod')))
  assert.deepEqual(said, ['environment: environment.yaml says namespace "jari-prod", kustomization.yaml "jari-dev"'])
})

test('a link that names a release which does not exist is found, and the first line says so', async () => {
  await withPlanted(async ({ overlay }) => {
    await rm(join(overlay('dev'), 'release'))
    await symlink('../../releases/0099-abcdef0', join(overlay('dev'), 'release'))
    const { findings } = await checkOverlay(overlay('dev'))
    assert.deepEqual(findings.map(({ message }) => message), ['gitops/overlays/dev/release names release 0099-abcdef0, which does not exist'])
    await assert.rejects(render(overlay('dev')), /^Failure: gitops\/overlays\/dev\/release names release 0099-abcdef0, which does not exist$/)
  })
})

test('a component that the release lacks is named', async () => {
  const said = await saidOfDev(({ edit }) => edit('gitops/overlays/dev/kustomization.yaml', (text) => text.replace('components/demo-shop', 'components/demo-shops')))
  assert.deepEqual(said, ['renders: gitops/overlays/dev names release/components/demo-shops, which release 9999-0000000 does not have'])
})

test('rendered files that differ, are missing or too many are found, and the right ones pass', async () => {
  await withPlanted(async ({ overlay, release, checkout }) => {
    await rm(join(overlay('dev'), 'release'))
    await symlink('../../releases/9999-0000000', join(overlay('dev'), 'release'))
    await release()
    const folder = join(checkout, 'gitops/rendered/dev')
    const files = renderedFiles(await render(overlay('dev')))
    await mkdir(folder, { recursive: true })
    await writeFiles(folder, files)
    assert.deepEqual((await checkOverlay(overlay('dev'))).findings, [])
    await writeFile(join(folder, 'service-order.yaml'), `${files.get('service-order.yaml')}# by hand\n`)
    await rm(join(folder, 'service-web.yaml'))
    await writeFile(join(folder, 'service-old.yaml'), 'kind: Service\n')
    assert.deepEqual((await checkOverlay(overlay('dev'))).findings.map(({ message }) => message), [
      'service-old.yaml is not rendered any more (npx jari render)',
      'service-order.yaml differs from what the overlay renders to (npx jari render)',
      'service-web.yaml is missing (npx jari render)',
    ])
    await writeFiles(folder, files)
    for (const [running, faults] of [
      [{ environment: 'dev', release: '9999-0000000' }, []],
      [{ environment: 'dev', release: '0001-1111111' }, ['running.json says that dev runs 0001-1111111, and the link that dev runs 9999-0000000']],
      [{ environment: 'prod', release: '9999-0000000' }, ['running.json says that prod runs 9999-0000000, and the link that dev runs 9999-0000000']],
    ] as const) {
      await rm(join(folder, 'service-old.yaml'), { force: true })
      await writeFile(join(folder, 'running.json'), JSON.stringify(running))
      assert.deepEqual((await checkOverlay(overlay('dev'))).findings.map(({ message }) => message), faults)
    }
  })
})

test('rendering on another release leaves the checkout as it was', async () => {
  await withPlanted(async ({ overlay, release }) => {
    const before = await render(overlay('prod'))
    const objects = await render(overlay('prod'), { release: await release() })
    assert.ok(objects.length > 40)
    assert.deepEqual(await render(overlay('prod')), before)
  })
})

test('with the autoscaling component the overlay sets no replicas of the order service, and of no other service less', async () => {
  await withPlanted(async ({ edit, overlay, release }) => {
    await edit('gitops/overlays/prod/kustomization.yaml', (text) => text.replace('components:\n', 'components:\n- release/components/autoscaled-orders\n'))
    const { findings, objects } = await checkOverlay(overlay('prod'), { release: await release() })
    assert.deepEqual(findings, [])
    const replicas = objects.filter(({ kind }) => kind === 'Deployment').map(({ metadata, ...rest }) => [metadata.name, (rest['spec'] as { replicas?: number }).replicas])
    assert.deepEqual(Object.fromEntries(replicas), { store: 2, order: undefined, device: 2, web: 2, 'simulated-devices': 1 })
    assert.deepEqual(await kubeScoreFaults(objects, 'v1.36'), [])
  })
})

test('the three environments together ask for less than 1.2 cores', async () => {
  await withPlanted(async ({ overlay, release }) => {
    const folder = await release()
    let millicores = 0
    for (const environment of ['dev', 'staging', 'prod'])
      for (const object of await render(overlay(environment), { release: folder })) {
        const template = podTemplateOf(object)
        if (!template || object.kind === 'Job') continue
        const { replicas = 1 } = object['spec'] as { replicas?: number }
        const containers = template.spec?.containers as unknown as { resources: { requests: { cpu: string } } }[]
        for (const { resources } of containers) {
          assert.match(resources.requests.cpu, /^\d+m$/)
          millicores += replicas * Number.parseInt(resources.requests.cpu)
        }
      }
    assert.ok(millicores > 0 && millicores < 1200, `${millicores}m`)
  })
})
