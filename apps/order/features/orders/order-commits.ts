import { createCommitLanes } from '@jari/service/commit-lanes.ts'
import { createGroupCommit } from '@jari/service/group-commit.ts'
import type { GroupCommit } from '@jari/service/group-commit.ts'
import type { Log } from '@jari/service/log.ts'
import type { Metrics } from '@jari/service/metrics.ts'
import type { Reply } from '@jari/service/route.ts'
import { isTransient } from '@jari/service/transient.ts'
import type { OrderJob } from './order-job.ts'
import { writeBatch } from './write-batch.ts'
import type { WriteParts } from './write-batch.ts'

export type CommitParts = WriteParts & {
  readonly metrics: Metrics
  readonly logger: Log
  /** Told of the stores that were written to, after the commit. */
  readonly poke: (storeIds: ReadonlySet<string>) => void
  /** Orders that one transaction writes at most. */
  readonly cap: number
  /** Batches at the same time, each of stores of its own. */
  readonly lanes: number
}

/** Where orders are submitted to be written. With a cap of one, each gets a transaction of its own, as many at a time as there are connections. */
export function createOrderCommits(parts: CommitParts): GroupCommit<OrderJob, Reply> {
  const { metrics, logger, cap } = parts
  const { connections } = parts.database
  const commits = (lanes: number) =>
    createGroupCommit<OrderJob, Reply>({
      async write(jobs) {
        const outcomes = await writeBatch(parts, jobs)
        parts.poke(new Set(jobs.map((job) => job.storeId)))
        return outcomes
      },
      isTransient,
      cap,
      lanes,
      onBatch: (size) => metrics.batchSize.observe(size),
      onRetry: (error) => {
        metrics.batchRetries.inc()
        logger.warn({ err: error }, 'batch is written again')
      },
    })
  if (cap === 1) return commits(connections)
  const lanes = Array.from({ length: Math.min(parts.lanes, connections) }, () => commits(1))
  return createCommitLanes(lanes, ({ storeId }) => storeId)
}
