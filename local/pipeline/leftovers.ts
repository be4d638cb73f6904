import { readdir, readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'

/** The variable by which every process of a run is known, whatever group or session it has moved to. */
export const cookieName = 'JARI_RUN'

/**
 * Ends every process whose environment carries the run's cookie, and returns when none is left:
 * SIGTERM first, SIGKILL to what is still there after `graceMs`.
 */
export async function endLeftovers(cookie: string, graceMs: number): Promise<void> {
  const until = Date.now() + graceMs
  for (let asked = false; ; asked = true) {
    const pids = await processesOf(cookie)
    if (pids.length === 0) return
    const late = Date.now() >= until
    if (late || !asked) for (const pid of pids) end(pid, late ? 'SIGKILL' : 'SIGTERM')
    await sleep(50)
  }
}

async function processesOf(cookie: string): Promise<number[]> {
  const wanted = `${cookieName}=${cookie}`
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const found = await Promise.all(pids.map(async (pid) => pid !== process.pid && (await environmentOf(pid)).split('\0').includes(wanted)))
  return pids.filter((_, i) => found[i])
}

/** Empty for a process that is gone, a zombie, or somebody else's. */
async function environmentOf(pid: number): Promise<string> {
  return await readFile(`/proc/${pid}/environ`, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (['ENOENT', 'ESRCH', 'EACCES', 'EPERM'].includes(error.code ?? '')) return ''
    throw error
  })
}

function end(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
