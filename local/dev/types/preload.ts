// Preloaded into each service of `npm run dev`: what it imports comes from the types' server (TYPES_URL), checked by ts-node.
//
// Neither the ts-node command nor its ESM loader serves here: under Node 24 the command lets Node strip the types unchecked,
// and errors from the loader print as an empty object (TypeStrong/ts-node#2026). One compiler for all services takes a quarter
// of the time and memory, too.
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'
import { openQuestions } from './ask.ts'

const ask = openQuestions(process.env.TYPES_URL ?? '')
// the compiler drops lines that hold types only; its source maps put the right ones into stack traces
process.setSourceMapsEnabled(true)

registerHooks({
  load(url, context, nextLoad) {
    if (!url.startsWith('file:') || !/\.tsx?$/.test(url) || url.includes('/node_modules/')) return nextLoad(url, context)
    const { status, text } = ask(fileURLToPath(url))
    if (status === 200) return { format: 'module', source: text, shortCircuit: true }
    process.stderr.write(status === 422 ? `types do not fit, so this is not run:\n${text}\n` : `the types' server answered ${status} ${text}\n`)
    process.exit(1)
  },
})
