import type { Log } from './log.ts'

/** Work that is done again and again in the background; a failure is logged and the next round tries anew. */
export type Housekeeping = { stop(): Promise<void> }

/**
 * Runs `work` every `intervalMs` (give or take a tenth, so that replicas do not meet), for the first time after one interval.
 * `stop` waits for a round that is under way.
 */
export function startHousekeeping(options: { name: string; intervalMs: number; work: () => Promise<unknown>; log: Log; random?: () => number }): Housekeeping {
  const { name, intervalMs, work, log, random = Math.random } = options
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let round: Promise<void> = Promise.resolve()

  async function run(): Promise<void> {
    try {
      const result = await work()
      log.debug({ name, result }, 'housekeeping')
    } catch (error) {
      log.warn({ err: error, name }, 'housekeeping failed')
    }
    plan()
  }

  function plan(): void {
    if (stopped) return
    timer = setTimeout(() => {
      round = run()
    }, intervalMs * (0.9 + random() * 0.2))
    timer.unref()
  }

  plan()
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await round
    },
  }
}
