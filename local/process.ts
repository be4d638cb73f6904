import { readFileSync } from 'node:fs'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** A process that can be told from a later one with the same number: its id and the clock tick it started at. */
export type ProcessMark = { readonly pid: number; readonly started: string }

/** The mark of a running process, or undefined if there is none (a zombie counts as none). */
export function markOf(pid: number): ProcessMark | undefined {
  let stat: string
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined
    throw error
  }
  // the command's name stands in parentheses and may hold anything; fields are counted from behind it
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields[0] === 'Z' ? undefined : { pid, started: fields[19] ?? '' }
}

/** Whether exactly this process still runs. */
export function isRunning(mark: ProcessMark): boolean {
  return markOf(mark.pid)?.started === mark.started
}

/** Reads a mark written by `writeMark`; undefined if there is none or its process is gone. */
export async function runningMark(file: string): Promise<ProcessMark | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  const [pid, started] = text.trim().split(' ')
  if (!pid || !started) return undefined
  const mark = { pid: Number(pid), started }
  return isRunning(mark) ? mark : undefined
}

/** Writes the mark of a running process (this one unless told otherwise). */
export async function writeMark(file: string, pid = process.pid): Promise<void> {
  const mark = markOf(pid)
  if (!mark) throw new Error(`process ${pid} is not running`)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, `${mark.pid} ${mark.started}\n`)
}

/** Asks a process to end, and ends it by force after `graceMs`; returns when it is gone. */
export async function endProcess(mark: ProcessMark, graceMs: number): Promise<void> {
  const until = Date.now() + graceMs
  signal(mark, 'SIGTERM')
  while (isRunning(mark) && Date.now() < until) await sleep(50)
  signal(mark, 'SIGKILL')
  while (isRunning(mark)) await sleep(20)
}

function signal(mark: ProcessMark, name: NodeJS.Signals): void {
  if (!isRunning(mark)) return
  try {
    process.kill(mark.pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/**
 * Holds `file` as a lock while `work` runs. Throws an Error made by `taken` if a running process holds it;
 * a lock whose process is gone is taken over.
 */
export async function withLock<T>(file: string, taken: (holder: ProcessMark) => Error, work: () => Promise<T>): Promise<T> {
  await mkdir(dirname(file), { recursive: true })
  const mine = markOf(process.pid)
  if (!mine) throw new Error('this process is not in /proc')
  // a link appears with its content, so that nobody ever reads a lock without its holder
  const draft = `${file}.${process.pid}`
  await writeFile(draft, `${mine.pid} ${mine.started}\n`)
  try {
    for (;;) {
      try {
        await link(draft, file)
        break
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
        const holder = await runningMark(file)
        if (holder) throw taken(holder)
        await rm(file, { force: true })
      }
    }
  } finally {
    await rm(draft, { force: true })
  }
  try {
    return await work()
  } finally {
    await rm(file, { force: true })
  }
}
