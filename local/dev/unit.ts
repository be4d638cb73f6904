import { setTimeout as sleep } from 'node:timers/promises'
import { startChild, type Child } from './child.ts'
import { addressOf, environmentOf, type Setting } from './environment.ts'
import type { Log } from './log.ts'
import type { Service } from './services.ts'

/** A service and its simulator, which start and stop as one. Services bring an embedded database up to date by themselves. */
export type Unit = {
  readonly service: Service
  /** Starts and waits until the service is ready. False: it ended before; its log says why. */
  start(): Promise<boolean>
  stop(): Promise<void>
}

export type UnitOptions = {
  readonly checkout: string
  /** Where the types' server answers; absent: types are not checked. */
  readonly typesUrl?: string | undefined
  readonly log: Log
  /** Called when the service or its simulator ends without being told to. */
  readonly died?: (what: string, how: number | string) => void
}

/** Makes a unit of a service; nothing runs until `start`. */
export function createUnit(service: Service, setting: Setting, options: UnitOptions): Unit {
  const env = environmentOf(service, setting)
  let running: Child[] = []
  let stopping = false

  function run(source: string, script: string): Child {
    const child = startChild({ source, checkout: options.checkout, script, env, typesUrl: options.typesUrl }, options.log)
    running.push(child)
    void child.ended.then((how) => {
      if (!stopping) options.died?.(source, how)
    })
    return child
  }

  return {
    service,
    start: async () => {
      stopping = false
      const main = run(service.name, service.main)
      const ready = await readyOrEnded(`${addressOf(setting, service.name)}/readyz`, main.ended)
      if (ready && service.simulator) run('simulator', service.simulator)
      return ready
    },
    stop: async () => {
      stopping = true
      await Promise.all(running.map((child) => child.stop()))
      running = []
    },
  }
}

async function readyOrEnded(url: string, ended: Promise<unknown>): Promise<boolean> {
  let gone = false
  void ended.then(() => (gone = true))
  while (!gone) {
    if (await answers(url)) return true
    await sleep(50)
  }
  return false
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(1_000) })
    await response.body?.cancel()
    return response.ok
  } catch {
    // not listening yet; whether it ever will is told by its end
    return false
  }
}
