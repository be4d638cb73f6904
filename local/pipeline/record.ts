import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export type StageRecord = { name: string; startedAt: string; finishedAt: string | null; result: 'running' | 'success' | 'failure' | 'superseded' }

/** What is known of one run: `<state>/runs/<number>/run.json`. Times are ISO 8601. */
export type RunRecord = {
  readonly number: number
  /** The commit of main that is delivered; with `change`, the newest commit of that pull request. */
  readonly commit: string
  /** The pull request that is verified; absent in a run of main. */
  readonly change?: number
  readonly startedAt: string
  finishedAt: string | null
  result: 'running' | 'success' | 'failure' | 'superseded'
  /** The stage it is in, or ended in. */
  stage: string | null
  stages: StageRecord[]
  /** Why it failed, for people: the cause first. */
  error: string | null
  /** How long the run lay still because nobody ran it; its own clock stood meanwhile. */
  pausedMs: number
}

/** A run that begins at `now` (ISO). */
export function newRecord(number: number, commit: string, now: string, change?: number): RunRecord {
  return { number, commit, ...(change === undefined ? {} : { change }), startedAt: now, finishedAt: null, result: 'running', stage: null, stages: [], error: null, pausedMs: 0 }
}

/** The folder of one run. */
export function runFolder(runs: string, number: number): string {
  return join(runs, String(number))
}

/** Writes run.json so that a reader, or a crash, finds the old one or the new one and never a part. */
export async function writeRecord(folder: string, record: RunRecord): Promise<void> {
  const file = join(folder, 'run.json')
  await writeFile(`${file}.draft`, `${JSON.stringify(record, null, 2)}\n`)
  await rename(`${file}.draft`, file)
}

/** Every run there is, the oldest first. A folder whose run.json was not written yet is no run. */
export async function readRecords(runs: string): Promise<RunRecord[]> {
  const names = await readdir(runs).catch(orNothing<string[]>([]))
  const numbers = names.filter((name) => /^\d+$/.test(name)).map(Number).toSorted((a, b) => a - b)
  const texts = await Promise.all(numbers.map((number) => readFile(join(runFolder(runs, number), 'run.json'), 'utf8').catch(orNothing(''))))
  return texts.filter((text) => text !== '').map((text) => JSON.parse(text) as RunRecord)
}

/** Deletes all but the newest runs; one that is to go on stays. Numbers go on counting. */
export async function pruneRuns(runs: string, keep: number): Promise<void> {
  const old = (await readRecords(runs)).filter(({ result }) => result !== 'running').slice(0, -keep)
  await Promise.all(old.map(({ number }) => rm(runFolder(runs, number), { recursive: true, force: true })))
}

function orNothing<T>(nothing: T) {
  return (error: NodeJS.ErrnoException): T => {
    if (error.code === 'ENOENT') return nothing
    throw error
  }
}
