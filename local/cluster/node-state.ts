import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { Platform } from '../platform.ts'
import { nodePaths } from './layout.ts'
import type { ComponentState } from './supervisor.ts'

/** What `startNode` tells the supervisor. */
export type Description = { readonly platform: Platform; readonly fingerprint: string }

/** What the supervisor tells everybody, in `<state>/run/node.json`. */
export type NodeState = {
  readonly fingerprint: string
  /** Pid in the node's numbering, and start time in clock ticks since the machine's boot: together no other process has both. */
  readonly supervisor: { readonly pid: number; readonly ticks: string }
  readonly startedAt: string
  /** etcd's folder that was set aside at this start, or null. */
  readonly setAside: string | null
  /** Whether this start has come to its end: the API serves. */
  readonly booted: boolean
  readonly components: readonly ComponentState[]
}

/** Reads what `startNode` wrote for the supervisor. */
export function readDescription(file: string): Description {
  return JSON.parse(readFileSync(file, 'utf8')) as Description
}

/** Replaces the node's state as a whole: a reader never sees half of it. */
export function writeNodeState(platform: Platform, state: NodeState): void {
  const { state: file } = nodePaths(platform)
  writeFileSync(`${file}.new`, `${JSON.stringify(state, null, 2)}\n`)
  renameSync(`${file}.new`, file)
}

/** The state last written, or null when there never was a node. */
export function readNodeState(platform: Platform): NodeState | null {
  try {
    return JSON.parse(readFileSync(nodePaths(platform).state, 'utf8')) as NodeState
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
