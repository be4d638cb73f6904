import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { promisify } from 'node:util'

const run = promisify(execFile)
const prepare = join(import.meta.dirname, '../prepare.mjs')

/** A checkout whose one package is a workspace, so that npm needs nothing from outside. */
async function checkoutOf(t: TestContext) {
  const folder = await mkdtemp(join(tmpdir(), 'jari-prepare-'))
  t.after(() => rm(folder, { recursive: true }))
  const write = async (version: string) => {
    const root = { name: 'checkout', version, workspaces: ['one'] }
    await mkdir(join(folder, 'one'), { recursive: true })
    await writeFile(join(folder, 'one/package.json'), JSON.stringify({ name: 'one', version: '1.0.0' }))
    await writeFile(join(folder, 'package.json'), JSON.stringify(root))
    const packages = { '': root, 'node_modules/one': { resolved: 'one', link: true }, one: { version: '1.0.0' } }
    await writeFile(join(folder, 'package-lock.json'), JSON.stringify({ ...root, lockfileVersion: 3, requires: true, packages }))
  }
  await write('1.0.0')
  return { folder, write, prepare: async (...args: string[]) => (await run(process.execPath, [prepare, ...args], { cwd: folder })).stdout }
}

test('packages are installed once for each package-lock.json', async (t) => {
  const checkout = await checkoutOf(t)
  assert.match(await checkout.prepare(), /npm ci/)
  assert.ok(existsSync(join(checkout.folder, 'node_modules/one/package.json')))
  assert.doesNotMatch(await checkout.prepare(), /npm ci/)
  await checkout.write('1.0.1')
  assert.match(await checkout.prepare(), /npm ci/)
  assert.match(await checkout.prepare('--force'), /npm ci/)
})

test('an install that failed or was broken off is done again', async (t) => {
  const checkout = await checkoutOf(t)
  await checkout.prepare()
  await writeFile(join(checkout.folder, 'package-lock.json'), '{}')
  await assert.rejects(checkout.prepare(), (failure: { code: number; stderr: string }) => failure.code === 1 && /^npm ci failed: \S.*package-lock\.json/.test(failure.stderr))
  await checkout.write('1.0.0')
  await rm(join(checkout.folder, 'node_modules'), { recursive: true })
  assert.match(await checkout.prepare(), /npm ci/)
})
