import type { Log } from './log.ts'
import type { Running } from './serve.ts'

/** A drain that takes longer is given up, in milliseconds; below terminationGracePeriodSeconds minus the preStop sleep. */
const hardLimit = 25_000

/** SIGTERM drains and exits 0; SIGINT (a person at a terminal) does so without the quiet time. A drain that hangs exits 1. */
export function stopOnSignals(running: Running, log: Log): void {
  const end = (quietMs?: number) => {
    setTimeout(() => {
      log.fatal('drain did not end in time')
      process.exit(1)
    }, hardLimit).unref()
    running.stop(quietMs).then(
      () => process.exit(0),
      (error: unknown) => {
        log.fatal({ err: error }, 'drain failed')
        process.exit(1)
      },
    )
  }
  process.once('SIGTERM', () => end())
  process.once('SIGINT', () => end(0))
}
