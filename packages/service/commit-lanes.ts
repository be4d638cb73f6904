import type { GroupCommit } from './group-commit.ts'

/**
 * Several group commits side by side, so that one batch is gathered and answered while the database writes another. Jobs that
 * write the same thing (`of`, for example a store) always go the same way: batches that run at once never wait for each other's locks.
 * Who comes first is put on the next lane in turn, so that the lanes are even.
 */
export function createCommitLanes<Job, Result>(lanes: readonly GroupCommit<Job, Result>[], of: (job: Job) => string): GroupCommit<Job, Result> {
  const known = new Map<string, GroupCommit<Job, Result>>()
  return {
    submit(job) {
      const key = of(job)
      let lane = known.get(key)
      if (!lane) known.set(key, (lane = lanes[known.size % lanes.length] as GroupCommit<Job, Result>))
      return lane.submit(job)
    },
    async flush() {
      await Promise.all(lanes.map((lane) => lane.flush()))
    },
  }
}
