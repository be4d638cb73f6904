#!/usr/bin/env node
// First script of every npm command: plain JavaScript without dependencies, for Node 20 and later.
// It brings node_modules up to date, then hands over to Node 24 (an npm package of this project) and local/main.ts.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

const checkout = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..')

function fail(message) {
  console.error(message)
  process.exit(1)
}

/** The path of a Node that runs TypeScript as it is: the npm package's, else this one if it is new enough. */
function node24() {
  const packaged = join(checkout, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node')
  if (existsSync(packaged)) return packaged
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  return fail(`Node 24 is needed and there is no npm package of it for ${process.platform}-${process.arch}: install Node 24 and run this again (found ${process.version}).`)
}

if (Number(process.versions.node.split('.')[0]) < 20) fail(`Node 20 or later is needed to begin; found ${process.version}.`)
if (spawnSync('npm', ['--version']).status !== 0) fail('npm is needed and was not found on the PATH.')
const prepared = spawnSync(process.execPath, [join(checkout, 'jenkins', 'prepare.mjs'), '--quiet'], { cwd: checkout, stdio: 'inherit' })
if (prepared.status !== 0) process.exit(1)

const node = node24()
const child = spawn(node, [join(checkout, 'local', 'main.ts'), ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, PATH: `${join(checkout, 'node_modules', '.bin')}:${process.env.PATH}` },
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
