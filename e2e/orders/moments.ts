/** Moments at which a crash may take back what somebody was just told: the database has shown it, and its writer waits for the disk. */
export type Moments = {
  /** An order is being placed, or is no more; by its mark. */
  begin(mark: string): void
  end(mark: string): void
  /** A screen shows an order. If whoever places it has no answer yet, this is such a moment. */
  shown(mark: string): void
  /** A repeat was answered, the first try not yet. */
  repeated(): void
  /** Waits for the next such moment, at most so many milliseconds. */
  next(atMost: number): Promise<void>
}

export function createMoments(): Moments {
  const placing = new Set<string>()
  const waiting: (() => void)[] = []
  const now = () => {
    for (const wake of waiting.splice(0)) wake()
  }
  return {
    begin: (mark) => void placing.add(mark),
    end: (mark) => void placing.delete(mark),
    shown(mark) {
      if (placing.has(mark)) now()
    },
    repeated: now,
    next: (atMost) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, atMost)
        waiting.push(() => {
          clearTimeout(timer)
          resolve()
        })
      }),
  }
}
