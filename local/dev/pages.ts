import { join } from 'node:path'
import { build } from 'vite'
import type { Log } from './log.ts'

export type PagesOptions = {
  readonly checkout: string
  /** Folder to build into. */
  readonly out: string
  /** Build again at each change, until closed. */
  readonly watch: boolean
  /** Called after each build, the first included. */
  readonly built?: () => void
  readonly log: Log
}

/** Builds the web app's pages. */
export async function buildPages(options: PagesOptions): Promise<{ close(): Promise<void> }> {
  const { log } = options
  const result = await build({
    configFile: join(options.checkout, 'apps/web/vite.config.ts'),
    logLevel: options.watch ? 'silent' : 'warn',
    build: { outDir: options.out, emptyOutDir: !options.watch, watch: options.watch ? {} : null },
  })
  if (!('on' in result)) return { close: async () => {} }
  let builds = 0
  let failed = false
  await new Promise<void>((done) => {
    result.on('event', (event) => {
      if (event.code === 'START') failed = false
      if (event.code === 'ERROR') {
        failed = true
        log('pages', event.error.message)
      }
      // comes after an error too
      if (event.code !== 'END') return
      if (builds++ > 0 && !failed) log('pages', 'built again: reload the page')
      options.built?.()
      done()
    })
  })
  return { close: () => result.close() }
}
