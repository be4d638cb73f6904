import { setTimeout as sleep } from 'node:timers/promises'

/** Asks `done` every `every` milliseconds until it says yes; false when `timeout` milliseconds went by. */
export async function waitUntil(done: () => boolean | Promise<boolean>, timeout: number, every = 100): Promise<boolean> {
  const end = Date.now() + timeout
  for (;;) {
    if (await done()) return true
    if (Date.now() >= end) return false
    await sleep(every)
  }
}
