import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withInstallation } from './installation.ts'

const shipped = `# Two facts.
apiVersion: v1
kind: ConfigMap
metadata:
  name: installation
data:
  # Where Argo CD reads.
  repoURL: http://localhost:3000/jari/jari.git

  registry: localhost:5000
`
const wanted = { repoURL: 'https://git.example.com/shop/jari.git', registry: 'registry.example.com:5000' }

test('only the two values change; comments, order and spaces stay', () => {
  const text = withInstallation(shipped, wanted)
  assert.equal(text.replace(wanted.repoURL, 'http://localhost:3000/jari/jari.git').replace(wanted.registry, 'localhost:5000'), shipped)
  assert.equal(withInstallation(text, wanted), text)
})

test('a file with other quotes and spacing keeps them, and equal values are not touched', () => {
  const odd = `data:   # two facts\n    registry:  "registry.example.com:5000"   # ours\n    repoURL: 'http://old/x/y.git'\n    other: 1\n`
  assert.equal(withInstallation(odd, wanted), odd.replace("'http://old/x/y.git'", wanted.repoURL))
})

test('a value that is missing is named', () => {
  assert.throws(() => withInstallation('data:\n  repoURL: x\n', wanted), /no data\.registry/)
})
