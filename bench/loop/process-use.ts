import { readFileSync, readdirSync } from 'node:fs'
import { hostProcess } from '../../local/cluster/host-process.ts'

/** Clock ticks a second in /proc/<pid>/stat: 100 on every Linux that Node runs on. */
const ticks = 100

/** A process and all that it has started and that still runs. */
export function descendants(pid: number): number[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    const process = /^\d+$/.test(name) ? hostProcess(Number(name)) : null
    if (process) parents.set(process.pid, process.parent)
  }
  const found = [pid]
  for (const one of found) for (const [child, parent] of parents) if (parent === one) found.push(child)
  return found
}

/** Memory of processes in KiB, PSS (shared pages divided among their users) and RSS; one that has ended counts nothing. */
export function memoryOf(pids: readonly number[]): { pssKiB: number; rssKiB: number } {
  const sum = { pssKiB: 0, rssKiB: 0 }
  for (const pid of new Set(pids)) {
    const text = ofProcess(pid, 'smaps_rollup')
    const field = (name: string) => Number(new RegExp(`^${name}: +(\\d+) kB$`, 'm').exec(text)?.[1] ?? 0)
    sum.pssKiB += field('Pss')
    sum.rssKiB += field('Rss')
  }
  return sum
}

/** Processor seconds of a process and of its children that have ended. */
export function secondsOfProcess(pid: number): number {
  const fields = ofProcess(pid, 'stat').split(') ').at(-1)?.split(' ') ?? []
  // utime, stime, cutime, cstime: fields 14 to 17 of the line, two of which stand before the name's end
  return fields.slice(11, 15).reduce((all, field) => all + Number(field), 0) / ticks
}

function ofProcess(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return ''
    throw error
  }
}
