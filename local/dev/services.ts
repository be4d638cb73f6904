import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** One app of the workspace as the runner sees it. Paths are relative to the checkout. */
export type Service = {
  readonly name: string
  readonly main: string
  /** Plays the shop's devices over their real protocol. */
  readonly simulator?: string
  /** What the entrance routes to it: `/order`, or `/` for what no other service takes. */
  readonly path: string
}

/** The services of a checkout: every folder of `apps` with a main.ts, so that a new one joins by being there. */
export function listServices(checkout: string): Service[] {
  const file = (name: string, script: string) => {
    const path = join('apps', name, script)
    return existsSync(join(checkout, path)) ? path : undefined
  }
  return readdirSync(join(checkout, 'apps')).flatMap((name) => {
    const [main, simulator] = ['main.ts', 'simulator.ts'].map((script) => file(name, script))
    if (!main) return []
    return [{ name, main, path: name === 'web' ? '/' : `/${name}`, ...(simulator ? { simulator } : {}) }]
  })
}
