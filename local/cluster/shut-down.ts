import type { Platform } from '../platform.ts'
import { pidsOf } from './cgroup.ts'
import type { Supervisor } from './supervisor.ts'
import { waitUntil } from './wait.ts'

/** Milliseconds that pods have to end by themselves: the services drain in about three seconds, MariaDB closes in about two. */
const grace = 10_000
/** What would start pods again or change their network while they end. */
const agents = ['kubelet', 'argocd-controller', 'controller-manager', 'scheduler']

/** Ends a node in order: what manages pods, then the pods, then the rest. What does not end by itself dies with the node's first process. */
export async function shutDown(platform: Platform, supervisor: Supervisor, names: readonly string[]): Promise<void> {
  await supervisor.hold(agents.filter((name) => names.includes(name)), 2_000)
  for (const pid of pidsOf(platform.name, 'kubepods')) signal(pid)
  await waitUntil(() => pidsOf(platform.name, 'kubepods').length === 0, grace)
  await supervisor.end(2_000)
}

function signal(pid: number): void {
  try {
    process.kill(pid, 'SIGTERM')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
