// `node --import ./local/dev/ts-node.ts x.ts` runs x.ts with its types checked by ts-node.
//
// The ts-node command and its own ESM loader do not serve here: under Node 24 the command lets Node strip the types unchecked,
// and errors from the loader's thread print as an empty object (TypeStrong/ts-node#2026). So its compiler is called from
// Node's synchronous hooks, in the same thread; Node itself finds the modules.
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { create, TSError } from 'ts-node'

const checkout = resolve(import.meta.dirname, '../..')
const compiler = create({ cwd: checkout, project: resolve(checkout, 'tsconfig.json'), pretty: process.env.FORCE_COLOR === '1' })
// the compiler drops lines that hold types only; its source maps put the right ones into stack traces
process.setSourceMapsEnabled(true)

registerHooks({
  load(url, context, nextLoad) {
    if (!url.startsWith('file:') || !/\.tsx?$/.test(url)) return nextLoad(url, context)
    const path = fileURLToPath(url)
    if (path.includes(`${sep}node_modules${sep}`)) return nextLoad(url, context)
    return { format: 'module', source: compile(path), shortCircuit: true }
  },
})

function compile(path: string): string {
  try {
    return compiler.compile(readFileSync(path, 'utf8'), path)
  } catch (error) {
    if (!(error instanceof TSError)) throw error
    process.stderr.write(`types do not fit, so this is not run:\n${error.diagnosticText.trim()}\n`)
    process.exit(1)
  }
}
