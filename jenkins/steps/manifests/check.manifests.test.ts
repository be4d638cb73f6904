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

test('the command says each finding on stderr and ends with 1', async () => {
  await withPlanted(async ({ checkout, edit }) => {
    await cp(join(here, 'local/tools'), join(checkout, 'local/tools'), { recursive: true })
    await edit('gitops/overlays/dev/environment.yaml', (text) => text.replace('  host: dev.jari.localhost\n', ''))
    const { status, stderr } = check('--checkout', checkout)
    assert.match(stderr, /^overlays\/dev on [\w-]+: environment\.yaml lacks data\.host \[environment\]$/m)
    assert.equal(status, 1)
  })
})

test('its help says what it checks and needs', () => {
  const { status, stdout } = check('--help')
  assert.match(stdout, /Needs kustomize, kubeconform and kube-score/)
  assert.equal(status, 0)
})
