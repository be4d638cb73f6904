import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'

const language = resolve(import.meta.dirname, '../../packages/language')
const parts = {
  commands: `export { compileHome, understandCommand } from '${language}/commands/understand.ts'`,
  orders: `export { compileMenu, understandOrder } from '${language}/orders/understand.ts'`,
}

/* A library in the format 'es' keeps its white space; 'iife' is what a page would load. */
export type Bundle = { readonly bytes: number; readonly gzip: number }

/** What a page loads for commands, for orders, and for both: minified, and in bytes after gzip -9. */
export async function measureBundles(): Promise<Record<'commands' | 'orders' | 'both', Bundle>> {
  return { commands: await bundle(parts.commands), orders: await bundle(parts.orders), both: await bundle(`${parts.commands}\n${parts.orders}`) }
}

async function bundle(code: string): Promise<Bundle> {
  const folder = await mkdtemp(join(tmpdir(), 'jari-bundle-'))
  try {
    const entry = join(folder, 'entry.ts')
    await writeFile(entry, code)
    const built = await build({ root: folder, logLevel: 'silent', configFile: false, build: { write: false, minify: true, target: 'es2022', lib: { entry, formats: ['iife'], name: 'jari', fileName: 'entry' } } })
    const outputs = (Array.isArray(built) ? built : [built]).flatMap((one) => ('output' in one ? one.output : []))
    const text = outputs.map((one) => (one.type === 'chunk' ? one.code : '')).join('')
    return { bytes: Buffer.byteLength(text), gzip: gzipSync(text, { level: 9 }).length }
  } finally {
    await rm(folder, { recursive: true })
  }
}
