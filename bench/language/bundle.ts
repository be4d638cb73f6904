import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'

const language = resolve(import.meta.dirname, '../../packages/language')
const ordersIn = (...spoken: string[]) => [
  `import { orderUnderstanding } from '${language}/orders/understanding.ts'`,
  ...spoken.map((name) => `import { ${name} } from '${language}/orders/${name}.ts'`),
  `export const { compileMenu, understandOrder } = orderUnderstanding({ ${spoken.map((name) => `${name === 'korean' ? 'ko' : 'en'}: ${name}`).join(', ')} })`,
].join('\n')
const parts = {
  commands: `export { compileHome, understandCommand } from '${language}/commands/understand.ts'`,
  koreanOrders: ordersIn('korean'),
  englishOrders: ordersIn('english'),
  orders: ordersIn('korean', 'english'),
}
/** What a page may load. */
export type Part = keyof typeof parts | 'everything'

/* A library in the format 'es' keeps its white space; 'iife' is what a page would load. */
export type Bundle = { readonly bytes: number; readonly gzip: number }

/** What a page loads for commands, for orders in one language and in both, and for everything: minified, and in bytes after gzip -9. */
export async function measureBundles(): Promise<Record<Part, Bundle>> {
  const sizes = { everything: await bundle(`${parts.commands}\n${parts.orders}`) } as Record<Part, Bundle>
  for (const [part, code] of Object.entries(parts)) sizes[part as Part] = await bundle(code)
  return sizes
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
