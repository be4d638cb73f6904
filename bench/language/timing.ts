/** Microseconds: half of the sentences take no longer than `p50`, 99 of 100 no longer than `p99`. */
export type Timing = { readonly p50: number; readonly p99: number; readonly max: number; readonly sentences: number }

export function timing(nanoseconds: readonly number[]): Timing {
  const sorted = [...nanoseconds].sort((a, b) => a - b)
  const at = (share: number) => Math.round((sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0) / 1000)
  return { p50: at(0.5), p99: at(0.99), max: at(1), sentences: sorted.length }
}

/** The least of `rounds` runs of each piece of work, after one to warm up: what others do on the machine is left out. */
export function least<Work>(work: readonly Work[], run: (one: Work) => unknown, rounds = 5): number[] {
  for (const one of work) run(one)
  return work.map((one) => {
    let best = Infinity
    for (let round = 0; round < rounds; round += 1) {
      const began = process.hrtime.bigint()
      run(one)
      best = Math.min(best, Number(process.hrtime.bigint() - began))
    }
    return best
  })
}

export const shown = ({ p50, p99, max }: Timing): string => `${String(p50).padStart(6)} ${String(p99).padStart(6)} ${String(max).padStart(6)}`

/** Processor milliseconds of one run, the least of three. */
export function compileTime(compile: () => unknown): number {
  let best = Infinity
  for (let round = 0; round < 3; round += 1) {
    const before = process.threadCpuUsage()
    compile()
    const used = process.threadCpuUsage(before)
    best = Math.min(best, (used.user + used.system) / 1000)
  }
  return best
}
