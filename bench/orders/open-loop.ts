/** What an open loop saw. Times in milliseconds from when a request was due, not from when it could be sent. */
export type Loop = { readonly offered: number; readonly achieved: number; readonly latencies: number[]; readonly statuses: Record<number, number> }

/** Starts one thing and tells when it is done. False: nothing is free to start it, try again later. */
export type Start = (done: (status: number) => void) => boolean

/**
 * Starts things at `rate` a second for `seconds`, whether or not earlier ones are done: a slow server gets no rest, and who
 * had to wait for it counts as having waited. Resolves when all that was started is done; what could not be started is left.
 * `clock` is in milliseconds.
 */
export function openLoop(rate: number, seconds: number, start: Start, clock: () => number = () => performance.now()): Promise<Loop> {
  const latencies: number[] = []
  const statuses: Record<number, number> = {}
  const began = clock()
  const end = began + seconds * 1000
  let started = 0
  let pending = 0
  let completedInTime = 0
  return new Promise((resolve) => {
    const finish = () => resolve({ offered: rate, achieved: completedInTime / seconds, latencies, statuses })

    const go = () => {
      const now = clock()
      const due = Math.floor(((Math.min(now, end) - began) / 1000) * rate)
      while (started < due && now < end) {
        const dueAt = began + (started / rate) * 1000
        const taken = start((status) => {
          const doneAt = clock()
          pending--
          statuses[status] = (statuses[status] ?? 0) + 1
          if (doneAt <= end) {
            completedInTime++
            latencies.push(doneAt - dueAt)
          }
          go()
        })
        if (!taken) break
        started++
        pending++
      }
      if (now >= end && pending === 0) finish()
    }

    const timer = setInterval(() => {
      go()
      if (clock() >= end) clearInterval(timer)
    }, 1)
  })
}
