import type { RunRecord, StageRecord } from './record.ts'

/** Notes that a stage began at `now` (ISO). A run that goes on after an interruption may enter the stage it is in again: that is the same one. */
export function beginStage(record: RunRecord, name: string, now: string): void {
  if (open(record, name)) return
  record.stages.push({ name, startedAt: now, finishedAt: null, result: 'running' })
  record.stage = name
}

/** Notes how the innermost stage of that name ended. */
export function endStage(record: RunRecord, name: string, now: string, result: StageRecord['result']): void {
  const stage = open(record, name)
  if (!stage) return
  stage.finishedAt = now
  stage.result = result
  const around = record.stages.findLast(({ finishedAt }) => finishedAt === null)
  if (around) record.stage = around.name
}

/** Notes that the run is over; stages that were not left ended with it. */
export function endRun(record: RunRecord, now: string, result: RunRecord['result'], error: string | null): void {
  for (const stage of record.stages) if (stage.finishedAt === null) Object.assign(stage, { finishedAt: now, result })
  Object.assign(record, { finishedAt: now, result, error })
}

function open(record: RunRecord, name: string): StageRecord | undefined {
  return record.stages.findLast((stage) => stage.name === name && stage.finishedAt === null)
}
