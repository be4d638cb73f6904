import { existsSync, mkdirSync, readFileSync, readdirSync, realpathSync, rmdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const mount = '/sys/fs/cgroup'

/** Whether this machine has the one unified hierarchy (cgroup v2). */
export const unified = () => existsSync(join(mount, 'cgroup.controllers'))

/** Roots of the hierarchies of this machine: one with cgroup v2, one a controller with v1. */
export function hierarchies(): string[] {
  if (unified()) return [mount]
  const roots = readdirSync(mount, { withFileTypes: true })
    .filter((entry) => existsSync(join(mount, entry.name, 'cgroup.procs')))
    .map((entry) => realpathSync(join(mount, entry.name)))
  return [...new Set(roots)]
}

/**
 * Processor time of a node beside that of any other program of the machine, when all want more than there is. With the kernel's own share,
 * 1, everything that answers guests would get as much as one of the processes that build and test beside it.
 */
const share = 4

/**
 * Makes the platform's own cgroups: `/<name>` for pods, `/<name>/system` for the node's processes.
 * With a shared root two nodes on one machine would clear away each other's pods.
 * Returns the files to which a process writes itself in order to be in `/<name>/system`.
 */
export function makeCgroups(name: string): string[] {
  if (unified()) enableControllers(mount)
  return hierarchies().map((root) => {
    const own = join(root, name)
    const system = join(own, 'system')
    mkdirSync(own, { recursive: true })
    for (const [file, usual] of [['cpu.weight', 100], ['cpu.shares', 1024]] as const) if (existsSync(join(own, file))) writeFileSync(join(own, file), String(share * usual))
    if (unified()) enableControllers(own)
    mkdirSync(system, { recursive: true })
    // A v1 cpuset takes no process until it has been given processors and memory nodes.
    for (const file of ['cpuset.cpus', 'cpuset.mems'])
      if (!unified() && existsSync(join(own, file)))
        for (const cgroup of [own, system]) writeFileSync(join(cgroup, file), readFileSync(join(root, file)))
    return join(system, 'cgroup.procs')
  })
}

function enableControllers(cgroup: string): void {
  const read = (file: string) => readFileSync(join(cgroup, file), 'utf8').trim().split(' ').filter(Boolean)
  const missing = read('cgroup.controllers').filter((name) => !read('cgroup.subtree_control').includes(name))
  if (missing.length > 0) writeFileSync(join(cgroup, 'cgroup.subtree_control'), missing.map((name) => `+${name}`).join(' '))
}

/** Host pids of every process of the platform's node, its containers included. */
export function pidsOf(name: string, part = ''): number[] {
  const pids = new Set<number>()
  for (const root of hierarchies()) for (const folder of tree(join(root, name, part))) for (const pid of procs(folder)) pids.add(pid)
  return [...pids]
}

/** Removes the platform's cgroups; false while a process is still in one. */
export function removeCgroups(name: string): boolean {
  let gone = true
  for (const root of hierarchies())
    for (const folder of tree(join(root, name)).toReversed()) {
      try {
        rmdirSync(folder)
      } catch (error) {
        if (!isCode(error, 'EBUSY', 'ENOTEMPTY', 'ENOENT')) throw error
        gone &&= isCode(error, 'ENOENT')
      }
    }
  return gone
}

/** The folder and all below it, parents first; empty when there is none. */
function tree(folder: string): string[] {
  try {
    const below = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
    return [folder, ...below.flatMap((entry) => tree(join(folder, entry.name)))]
  } catch (error) {
    if (isCode(error, 'ENOENT')) return []
    throw error
  }
}

function procs(folder: string): number[] {
  try {
    return readFileSync(join(folder, 'cgroup.procs'), 'utf8').split('\n').filter(Boolean).map(Number)
  } catch (error) {
    if (isCode(error, 'ENOENT', 'ENODEV', 'EOPNOTSUPP')) return []
    throw error
  }
}

function isCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code))
}
