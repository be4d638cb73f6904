import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { hierarchies, pidsOf, unified } from '../../local/cluster/cgroup.ts'
import type { Platform } from '../../local/platform.ts'
import { runningMark } from '../../local/process.ts'
import type { TestPlatform } from '../../e2e/platform.ts'
import { line, round } from './figures.ts'
import { descendants, memoryOf, secondsOfProcess } from './process-use.ts'

const settleMs = 30_000
const windowSeconds = 60

/**
 * What the whole platform costs while nobody uses it: memory of all its processes (pages that several share are counted once: PSS)
 * and processor time over a minute, pods, node and the daemon on the host included.
 */
export async function measureIdle({ platform }: TestPlatform, say: (line: string) => void) {
  await sleep(settleMs)
  const before = await processorSeconds(platform)
  const began = performance.now()
  await sleep(windowSeconds * 1000)
  const cores = round((await processorSeconds(platform) - before) / ((performance.now() - began) / 1000), 2)
  const pids = [...pidsOf(platform.name), ...(await daemonPids(platform))]
  const { pssKiB, rssKiB } = memoryOf(pids)
  const idle = { memoryGiB: round(pssKiB / 2 ** 20, 2), rssGiB: round(rssKiB / 2 ** 20, 2), cores, processes: pids.length }
  say(line('memory', idle.memoryGiB, `GiB in ${idle.processes} processes (RSS ${idle.rssGiB})`, '≤ 6'))
  say(line(`processors over ${windowSeconds} s`, idle.cores, 'cores', '≤ 0.7'))
  return { idle }
}

async function daemonPids({ state }: Platform): Promise<number[]> {
  const daemon = await runningMark(join(state, 'run/daemon.pid'))
  if (!daemon) throw new Error("the platform's daemon does not run")
  return descendants(daemon.pid)
}

/** Processor seconds so far: the node's cgroup counts those of ended processes too, the daemon's are read from its own. */
async function processorSeconds(platform: Platform): Promise<number> {
  const daemon = (await daemonPids(platform)).reduce((sum, pid) => sum + secondsOfProcess(pid), 0)
  return nodeSeconds(platform.name) + daemon
}

function nodeSeconds(name: string): number {
  for (const root of hierarchies()) {
    const file = join(root, name, unified() ? 'cpu.stat' : 'cpuacct.usage')
    const text = readIfThere(file)
    if (text === undefined) continue
    return unified() ? Number(/^usage_usec (\d+)$/m.exec(text)?.[1]) / 1e6 : Number(text) / 1e9
  }
  throw new Error(`no cgroup counts the processor time of ${name}`)
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
