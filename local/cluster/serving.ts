import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { paths, type Platform } from '../platform.ts'
import { nodeStatus } from './node-status.ts'
import { serves } from './probe.ts'
import { waitUntil } from './wait.ts'

/** Ends in a row after which a component is not waited for any longer. */
const hopeless = 6

/** Waits until a component of the node answers at a URL on the host; fails with the end of its log. */
export async function componentServes(platform: Platform, name: string, url: string, milliseconds = 120_000): Promise<void> {
  const component = async () => (await nodeStatus(platform)).components.find((one) => one.name === name)
  const begun = (await component())?.ends ?? 0
  let ends = 0
  await waitUntil(async () => {
    ends = ((await component())?.ends ?? 0) - begun
    return ends >= hopeless || serves({ http: url })
  }, milliseconds, 250)
  if (await serves({ http: url })) return
  const said = lastLines(join(paths(platform).log, `${name}.log`), 3)
  throw new Error(`${name} does not serve at ${url}${ends > 0 ? `, it ended ${ends} times` : ''}; its log ends with:\n${said}`)
}

/** The last lines of a log; empty when there is none. */
export function lastLines(file: string, count: number): string {
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').slice(-count).join('\n') : ''
}
