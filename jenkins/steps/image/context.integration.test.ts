import assert from 'node:assert/strict'
import { lstat, readdir, readFile, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { git } from '../git/git.ts'
import { scratch } from '../testing/repository.ts'
import { buildContext } from './context.ts'

const json = (value: object) => JSON.stringify(value)
const files = {
  'package.json': json({ name: 'x', workspaces: ['apps/*', 'packages/*'], devDependencies: { typescript: '1' } }),
  'package-lock.json': json({ name: 'x', lockfileVersion: 3, packages: {
    '': { name: 'x', workspaces: ['apps/*', 'packages/*'], devDependencies: { typescript: '1' } },
    'apps/order': { name: '@jari/order', version: '1.0.0', dependencies: { '@jari/feed': '1.0.0' }, devDependencies: { typescript: '1' } },
    'packages/feed': { name: '@jari/feed', version: '1.0.0' },
    'node_modules/@jari/order': { resolved: 'apps/order', link: true }, 'node_modules/@jari/feed': { resolved: 'packages/feed', link: true },
    'node_modules/typescript': { version: '1.0.0', dev: true },
  } }),
  'apps/order/package.json': json({ name: '@jari/order', version: '1.0.0', dependencies: { '@jari/feed': '1.0.0' }, devDependencies: { typescript: '1' } }),
  'apps/order/Dockerfile': 'ARG NODE_IMAGE\nFROM ${NODE_IMAGE}\n', 'apps/order/main.ts': '// main\n', 'apps/order/main.test.ts': '', 'apps/order/README.md': '',
  'packages/feed/package.json': json({ name: '@jari/feed', version: '1.0.0' }), 'packages/feed/log.ts': '// log\n',
}

test('an image gets the commit\'s sources, its packages as relative links, and neither tests nor what lies around', async () => {
  await using repo = await scratch(files)
  const commit = (await git(repo.checkout, ['rev-parse', 'HEAD'])).trim()
  await repo.commit('Later', { 'apps/order/main.ts': '// later\n', 'apps/order/stray.ts': '' })
  await using context = await buildContext(repo.checkout, commit, 'order', join(repo.folder, 'cache'))
  const { folder } = context
  assert.deepEqual((await readdir(join(folder, 'apps/order'))).toSorted(), ['main.ts', 'package.json'])
  assert.equal(await readFile(join(folder, 'apps/order/main.ts'), 'utf8'), '// main\n')
  assert.equal(await readFile(join(folder, 'node_modules/@jari/feed/log.ts'), 'utf8'), '// log\n')
  assert.equal(await readlink(join(folder, 'node_modules/@jari/feed')), '../../packages/feed')
  assert.deepEqual((await readdir(join(folder, 'node_modules'))).toSorted(), ['@jari'])
  assert.equal((await lstat(join(folder, 'apps/order/main.ts'))).mode & 0o777, 0o644)
  assert.match(await readFile(context.dockerfile, 'utf8'), /^ARG NODE_IMAGE/)
})
