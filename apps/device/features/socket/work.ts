import type { Log } from '@jari/service/log.ts'

/** Work that no request waits for: its faults are logged, and it is waited for before the database closes. */
export type Work = {
  run(what: string, job: () => Promise<unknown>): void
  /** Resolves when nothing is under way. */
  idle(): Promise<void>
}

export function createWork(log: Log): Work {
  const open = new Set<Promise<void>>()
  return {
    run(what, job) {
      const done = job().then(
        () => undefined,
        (error: unknown) => log.error({ err: error, what }, 'failed'),
      )
      open.add(done)
      void done.then(() => open.delete(done))
    },
    async idle() {
      while (open.size) await Promise.all(open)
    },
  }
}
