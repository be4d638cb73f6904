import { join } from 'node:path'
import { paths, type Platform } from '../platform.ts'
import { pidsOf } from './cgroup.ts'
import { hostProcess, type HostProcess } from './host-process.ts'
import { readNodeState } from './node-state.ts'
import { serves } from './probe.ts'
import type { Phase } from './supervisor.ts'

/** One component as a person wants to know it. `pid` is the host's; null while it does not run. */
export type ComponentStatus = { readonly name: string; readonly running: boolean; readonly phase: Phase; readonly pid: number | null; readonly since: string; readonly ends: number; readonly lastEnd: string | null }

export type NodeStatus = {
  /** Whether the node's supervisor lives. */
  readonly running: boolean
  /** Whether the node has come up and the Kubernetes API answers on the host's port. */
  readonly serving: boolean
  readonly fingerprint: string | null
  readonly supervisorPid: number | null
  readonly startedAt: string | null
  readonly setAside: string | null
  readonly components: readonly ComponentStatus[]
}

/** What runs of the platform's node, checked against the machine's processes: what a killed supervisor left written is not believed. */
export async function nodeStatus(platform: Platform): Promise<NodeStatus> {
  const state = readNodeState(platform)
  // where no node was ever started there may be no cgroups to look into either
  if (state === null) return down([])
  const processes = new Map<number, HostProcess>()
  for (const pid of pidsOf(platform.name, 'system')) {
    const process = hostProcess(pid)
    if (process?.inner != null) processes.set(process.inner, process)
  }
  const supervisor = processes.get(state.supervisor.pid)
  const running = supervisor !== undefined && supervisor.ticks === state.supervisor.ticks
  if (!running) return down(state.components)
  const api = { https: `https://127.0.0.1:${platform.ports.kubernetes}/readyz`, ca: join(paths(platform).pki, 'ca.crt') }
  return {
    running,
    serving: state.booted && (await serves(api)),
    fingerprint: state.fingerprint,
    supervisorPid: supervisor.pid,
    startedAt: state.startedAt,
    setAside: state.setAside,
    components: state.components.map((component) => {
      const process = component.pid === null ? undefined : processes.get(component.pid)
      return { ...component, running: process !== undefined, pid: process?.pid ?? null }
    }),
  }
}

/** A node that does not run, with the components that it had. */
function down(components: readonly Pick<ComponentStatus, 'name' | 'since' | 'ends' | 'lastEnd'>[]): NodeStatus {
  return { running: false, serving: false, fingerprint: null, supervisorPid: null, startedAt: null, setAside: null, components: components.map((component) => ({ ...component, running: false, pid: null, phase: 'down' })) }
}
