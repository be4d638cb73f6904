import { join } from 'node:path'
import { build } from 'vite'
import type { Log } from './log.ts'

/** Builds the web app's pages into `out`. With `watch`, builds again at each change until closed. */
export async function buildPages(options: { checkout: string; out: string; watch: boolean; log: Log }): Promise<{ close(): Promise<void> }> {
  const { log } = options
  const result = await build({
    configFile: join(options.checkout, 'apps/web/vite.config.ts'),
    logLevel: 'warn',
    build: { outDir: options.out, emptyOutDir: !options.watch, watch: options.watch ? {} : null },
  })
  if (!('on' in result)) return { close: async () => {} }
  let first = true
  await new Promise<void>((done) => {
    result.on('event', (event) => {
      if (event.code === 'ERROR') log('pages', event.error.message)
      if (event.code === 'END' && !first) log('pages', 'built again: reload the page')
      if (event.code === 'END' || event.code === 'ERROR') {
        first = false
        done()
      }
    })
  })
  return { close: () => result.close() }
}
