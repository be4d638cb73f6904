import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { paths, type Platform } from '../platform.ts'
import { nodePaths } from './layout.ts'
import type { Supervisor } from './supervisor.ts'
import { waitUntil } from './wait.ts'

/** Ends of etcd, before the API has served once, that mean its data is bad. */
const ends = 3
/** Milliseconds within which the API has to serve; far above the slowest start seen (8 s on two busy cores). */
const patience = 120_000
/** Folders set aside that stay for somebody to look at. */
const kept = 3

/**
 * Watches one start of the node. When etcd cannot serve its data, sets the data aside as `etcd.corrupt-<time>` and begins an
 * empty cluster, once. Returns the folder set aside, or null. The cluster's content is applied again from git by whoever started the node.
 */
export async function guardEtcd(platform: Platform, supervisor: Supervisor, log: (line: string) => void): Promise<string | null> {
  const { etcd } = paths(platform)
  const before = existsSync(etcd)
  const serving = () => supervisor.state('apiserver').phase === 'ready'
  const failing = () => supervisor.state('etcd').ends >= ends
  const decided = await waitUntil(() => serving() || failing(), patience)
  if (serving() || !before) return null
  log(decided ? `etcd ended ${ends} times (${supervisor.state('etcd').lastEnd})` : `the API did not serve within ${patience} ms`)
  const aside = `${etcd}.corrupt-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`
  await supervisor.hold(['apiserver', 'etcd', 'kubelet'], 1_000)
  renameSync(etcd, aside)
  const older = readdirSync(platform.state).filter((name) => name.startsWith('etcd.corrupt-')).toSorted()
  for (const name of older.slice(0, -kept)) rmSync(join(platform.state, name), { recursive: true })
  rmSync(nodePaths(platform).argocdConfigured, { force: true })
  // Pods of the lost cluster: their processes and mounts ended with the last node, only empty folders are left.
  rmSync(join(nodePaths(platform).kubelet, 'pods'), { recursive: true, force: true })
  log(`set ${etcd} aside as ${aside}; beginning an empty cluster`)
  supervisor.release(['etcd', 'apiserver', 'kubelet'])
  return aside
}
