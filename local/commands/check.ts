import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { endOnSignals } from '../end-on-signals.ts'
import type { Platform } from '../platform.ts'
import { install, missing, testPackages } from '../prerequisites.ts'

/** A check: `e2e/<name>/check.ts` exports `check`, which gets the rest of the command line and returns the exit code. */
type Check = { check(args: string[]): Promise<number> }

const names = ['orders', 'delivery']

/** `npm run check:<name>`: runs e2e/<name>/check.ts. */
export async function check(platform: Platform, args: string[]): Promise<number> {
  const [name = '', ...rest] = args
  if (!names.includes(name)) throw new Error(`no check "${name}": there are ${names.join(', ')}`)
  endOnSignals()
  await install(await missing(testPackages), console.log)
  const module = (await import(pathToFileURL(join(platform.checkout, 'e2e', name, 'check.ts')).href)) as Check
  return module.check(rest)
}
