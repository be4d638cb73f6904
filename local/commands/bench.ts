import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { endOnSignals } from '../end-on-signals.ts'
import type { Platform } from '../platform.ts'

/** A measurement: `bench/<name>.ts` exports `bench`, which gets the rest of the command line and the platform's places, and returns the exit code. */
type Bench = { bench(args: string[], platform: Platform): Promise<number> }

/** `npm run bench:<name>`: runs bench/<name>.ts. */
export async function bench(platform: Platform, args: string[]): Promise<number> {
  const [name, ...rest] = args
  const folder = join(platform.checkout, 'bench')
  const names = readdirSync(folder).flatMap((file) => /^([a-z-]+)\.ts$/.exec(file)?.[1] ?? [])
  if (!name || !names.includes(name)) throw new Error(`no measurement "${name ?? ''}": there are ${names.join(', ')}`)
  endOnSignals()
  const module = (await import(pathToFileURL(join(folder, `${name}.ts`)).href)) as Bench
  return module.bench(rest, platform)
}
