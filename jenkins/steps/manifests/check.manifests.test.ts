import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cp } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import { withPlanted } from './planted.ts'

const here = resolve(import.meta.dirname, '../../..')
const check = (...args: string[]) => spawnSync(process.execPath, [join(import.meta.dirname, 'check.ts'), ...args], { encoding: 'utf8' })

test('the command counts what it looked at and ends with 0 when nothing is wrong', () => {
  const { status, stdout, stderr } = check('--checkout', here)
  assert.equal(stderr, '')
  assert.match(stdout, /^\d+ renders, \d+ objects, 0 findings\n$/)
  assert.equal(status, 0)
})

test('the command says each finding on stderr, each where it is, and ends with 1', async () => {
  await withPlanted(async ({ checkout, edit, release }) => {
    await cp(join(here, 'local/tools'), join(checkout, 'local/tools'), { recursive: true })
    // a release to go back to that lacks the order service: dev's patches have nothing to hit there
    await cp(await release(), join(checkout, 'gitops/releases/0001-1111111'), { recursive: true })
    await edit('gitops/releases/0001-1111111/base/kustomization.yaml', (text) => text.replace('- network\n', ''))
    await edit('gitops/base/order/deployment.yaml', (text) => text.replace('        image: jari/order\n', '        image: jari/order\n        imagePulPolicy: Always\n'))
    await edit('gitops/base/web/deployment.yaml', (text) => text.replace(/          limits:\n            memory: .*\n/, '          limits:\n'))
    await edit('gitops/overlays/prod/replicas.yaml', (text) => text.replace('value: 2', 'value: 1'))
    await edit('gitops/platform/kustomization.yaml', (text) => text.replace('    - spec.sourceRepos.0', '    - spec.description'))
    const { status, stderr } = check('--checkout', checkout)
    assert.equal(status, 1, stderr)
    const said = stderr.trim().split('\n')
    const lines = (pattern: RegExp) => said.filter((line) => pattern.test(line)).length
    const unknownField = "Deployment order: at '/spec/template/spec/containers/0': additional properties 'imagePulPolicy' not allowed [kubeconform]"
    for (const where of ['releases/9999-0000000', 'overlays/dev on 9999-0000000', 'overlays/prod on 9999-0000000', 'overlays/staging on 9999-0000000'])
      assert.ok(said.includes(`${where}: ${unknownField}`), said.join('\n'))
    assert.equal(lines(/^overlays\/\w+ on 9999-0000000: Deployment\/apps\/v1\/jari-\w+\/web: app: Memory limit is not set \(container-resources\) \[kube-score\]$/), 3, said.join('\n'))
    assert.equal(lines(/^overlays\/prod on .*jari-prod\/\w+: Deployment few replicas/), 4, said.join('\n'))
    assert.equal(lines(/^(\.|gitops\/platform): AppProject (jari-dev|jari-staging|jari-prod|platform): no replacement sets the value of installation\.yaml \[installation\]$/), 8, said.join('\n'))
    assert.equal(lines(/^overlays\/\w+ on 0001-1111111: replacement number 1 changes nothing/), 3, said.join('\n'))
  })
})

test('its help says what it checks and needs', () => {
  const { status, stdout } = check('--help')
  assert.match(stdout, /Needs kustomize, kubeconform and kube-score/)
  assert.equal(status, 0)
})
