import type { Platform } from '../platform.ts'
import { systemPath } from './components.ts'
import { nodeStatus } from './node-status.ts'
import { run, type Output } from './run.ts'

/** Runs a program inside the running node's namespaces as user `uid`, with nothing of the caller's environment but what is given. */
export async function runInNode(platform: Platform, uid: number, env: Readonly<Record<string, string>>, command: readonly [string, ...string[]]): Promise<Output> {
  const { supervisorPid } = await nodeStatus(platform)
  if (supervisorPid === null) throw new Error('the node does not run')
  const enter = ['--target', String(supervisorPid), '--mount', '--net', '--pid', '--uts', '--ipc', '--']
  const as = ['setpriv', `--reuid=${uid}`, `--regid=${uid}`, '--clear-groups', '--']
  const clean = ['env', '-i', `PATH=${systemPath}`, ...Object.entries(env).map(([name, value]) => `${name}=${value}`)]
  return run('nsenter', [...enter, ...as, ...clean, ...command], { timeout: 60_000 })
}
