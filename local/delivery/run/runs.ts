import { open, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

export type Stage = { name: string, startedAt: string | null, finishedAt: string | null, result: string | null }

/** One run of the pipeline as its runner wrote it down, and what git says about its commit. */
export type Run = {
  number: number
  commit: string
  subject: string | null
  author: string | null
  startedAt: string | null
  finishedAt: string | null
  /** running, success, failure, superseded; unreadable when run.json is damaged. */
  result: string
  stage: string | null
  stages: Stage[]
  error: string | null
}

/** Tells what a commit is about; null when git cannot be asked. */
export type Describe = (commit: string) => Promise<{ subject: string, author: string } | null>

/** The newest runs first, from `<folder>/<number>/run.json`. No folder yet means no runs yet. */
export async function readRuns(folder: string, describe: Describe, limit = 10): Promise<Run[]> {
  const numbers = (await entries(folder)).filter((name) => /^\d+$/.test(name)).map(Number).toSorted((a, b) => b - a)
  const runs = await Promise.all(numbers.slice(0, limit).map((number) => readRun(folder, number, describe)))
  return runs.filter((run) => run !== null)
}

/** One run; null when there is none of this number. */
export async function readRun(folder: string, number: number, describe: Describe): Promise<Run | null> {
  const text = await textOf(join(folder, String(number), 'run.json'))
  if (text === null) return null
  const blank: Run = { number, commit: '', subject: null, author: null, startedAt: null, finishedAt: null, result: 'unreadable', stage: null, stages: [], error: null }
  try {
    const run: Run = { ...blank, ...JSON.parse(text) as Partial<Run> }
    const about = run.commit === '' ? null : await describe(run.commit)
    return { ...run, stages: run.stages ?? [], subject: about?.subject ?? null, author: about?.author ?? null }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return { ...blank, error: `run.json: ${error.message}` }
  }
}

/** The end of a run's log, at most `limit` bytes, and whether something before it was left out. Secrets are masked by who writes it. */
export async function readLog(folder: string, number: number, limit = 256 * 1024): Promise<{ text: string, cut: boolean }> {
  const file = await openIfThere(join(folder, String(number), 'log.txt'))
  if (file === null) return { text: '', cut: false }
  await using log = file
  const { size } = await log.stat()
  const start = Math.max(0, size - limit)
  const { buffer, bytesRead } = await log.read(Buffer.alloc(size - start), 0, size - start, start)
  const text = buffer.toString('utf8', 0, bytesRead)
  return { text: start === 0 ? text : text.slice(text.indexOf('\n') + 1), cut: start > 0 }
}

async function entries(folder: string): Promise<string[]> {
  return await readdir(folder).catch(absent) ?? []
}

async function textOf(file: string): Promise<string | null> {
  return readFile(file, 'utf8').catch(absent)
}

async function openIfThere(file: string) {
  return open(file).catch(absent)
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}
