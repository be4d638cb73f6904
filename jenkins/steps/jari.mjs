#!/usr/bin/env node
// Plain JavaScript on purpose: it must run on the old Node that it complains about.
const major = Number(process.versions.node.split('.')[0])
if (major < 24) {
  console.error(`jari needs Node 24 or newer, this is ${process.versions.node}: run "npm ci" in the repository, then "npx jari" there (it brings its own Node)`)
  process.exit(1)
}
// a run of the pipeline is some twenty starts of this
const { enableCompileCache } = await import('node:module')
const { homedir } = await import('node:os')
const { join } = await import('node:path')
enableCompileCache(join(process.env.JARI_CACHE || join(homedir(), '.cache/jari'), 'compiled'))
const { main } = await import('./cli.ts')
process.exitCode = await main(process.argv.slice(2))
