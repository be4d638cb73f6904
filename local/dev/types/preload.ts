// Preloaded into each service of `npm run dev`: what it imports comes from the types' server (TYPES_URL), checked by ts-node.
//
// Neither the ts-node command nor its own ESM loader serves here: under Node 24 the command lets Node strip the types unchecked,
// and errors from the loader print as an empty object (TypeStrong/ts-node#2026). One compiler for all services takes a quarter of the time and memory, too.
import { register } from 'node:module'

register('./hooks.ts', import.meta.url)
// the compiler drops lines that hold types only; its source maps put the right ones into stack traces
process.setSourceMapsEnabled(true)
