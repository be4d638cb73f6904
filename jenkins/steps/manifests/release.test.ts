import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { releaseContents, releasedKustomization, writeFiles } from './release.ts'

const digest = `sha256:${'a'.repeat(64)}`
const release = { id: '0042-1a2b3c4', registry: 'localhost:5000', images: { web: { digest }, order: { digest } } }

test('a kustomization keeps its comments and gets images sorted by name and the label on metadata only', () => {
  const text = '# why\nkind: Kustomization\nresources:\n- order # first\nlabels:\n- pairs:\n    a: b\n  includeTemplates: true\n'
  assert.equal(
    releasedKustomization(text, release),
    `${text}- pairs:
    jari.dev/release: 0042-1a2b3c4
  includeSelectors: false
  includeTemplates: false
images:
- name: jari/order
  newName: localhost:5000/jari/order
  digest: ${digest}
- name: jari/web
  newName: localhost:5000/jari/web
  digest: ${digest}
`,
  )
})

test('a kustomization that sets images itself is refused', () => {
  assert.throws(() => releasedKustomization('images: []\n', release, 'base/kustomization.yaml'), /base\/kustomization\.yaml sets images/)
})

test('an id or a digest of the wrong form is refused by name', async () => {
  await assert.rejects(releaseContents('/nowhere', { ...release, id: 'latest' }), /"latest" is no release id/)
  await assert.rejects(releaseContents('/nowhere', { ...release, images: { order: { digest: 'sha256:1' } } }), /image order: "sha256:1" is no digest/)
})

test('a release holds all files of base and components, and only their own kustomizations are changed', async () => {
  const source = await mkdtemp(join(tmpdir(), 'jari-source-'))
  try {
    const kustomization = 'kind: Kustomization\n'
    const component = 'kind: Component\n'
    await writeFiles(join(source, 'gitops'), new Map([
      ['base/kustomization.yaml', kustomization],
      ['base/order/kustomization.yaml', kustomization],
      ['base/order/deployment.yaml', 'image: jari/order\n'],
      ['components/demo/kustomization.yaml', component],
      ['overlays/dev/kustomization.yaml', kustomization],
    ]))
    const files = await releaseContents(source, release)
    assert.deepEqual([...files.keys()], ['base/kustomization.yaml', 'base/order/deployment.yaml', 'base/order/kustomization.yaml', 'components/demo/kustomization.yaml'])
    assert.equal(files.get('base/order/kustomization.yaml'), kustomization)
    assert.equal(files.get('base/order/deployment.yaml'), 'image: jari/order\n')
    assert.equal(files.get('components/demo/kustomization.yaml'), releasedKustomization(component, release))
  } finally {
    await rm(source, { recursive: true })
  }
})
