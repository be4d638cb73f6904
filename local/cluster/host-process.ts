import { readFileSync } from 'node:fs'

/** A process as the host sees it: `inner` is its pid in its own pid namespace (null in the reader's own), `ticks` its start in clock ticks since boot. */
export type HostProcess = { readonly pid: number; readonly inner: number | null; readonly ticks: string; readonly parent: number }

/** Reads a process of the host, or null when it has ended. */
export function hostProcess(pid: number): HostProcess | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const rest = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
    const field = (name: string) => new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(status)?.[1]?.split(/\s+/) ?? []
    if (rest[0] === 'Z') return null
    const pids = field('NSpid')
    return { pid, inner: pids.length > 1 ? Number(pids.at(-1)) : null, ticks: rest[19] ?? '', parent: Number(rest[1]) }
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')) return null
    throw error
  }
}
