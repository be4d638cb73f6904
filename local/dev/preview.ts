import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Platform } from '../platform.ts'
import { prefixedLog, type Log } from './log.ts'
import { startStack } from './stack.ts'

export type Preview = { readonly url: string; readonly staffPassword: string; stop(): Promise<void> }

const writeOut = (text: string) => void process.stdout.write(text)

/**
 * Runs all services by plain Node, marked as a preview on every page, until the cluster is up.
 * Its data begins empty and is removed by `stop`. Throws if the port is taken or a service does not start.
 */
export async function startPreview(platform: Platform, log: Log = prefixedLog(writeOut, false)): Promise<Preview> {
  const folder = join(platform.state, 'preview')
  await rm(folder, { recursive: true, force: true })
  const stack = await startStack({
    checkout: platform.checkout,
    folder,
    port: platform.ports.preview,
    checked: false,
    notice: 'preview',
    log,
    died: (what, how) => log(what, `ended (${how})`),
  })
  const stop = async () => {
    await stack.stop()
    await rm(folder, { recursive: true, force: true })
  }
  const failed = await stack.started
  if (failed.length) {
    await stop()
    throw new Error(`the preview did not start: ${failed.join(', ')} ended at once, see the lines above`)
  }
  return { url: stack.url, staffPassword: stack.secrets.staffPassword, stop }
}
