import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { paths, type Platform } from '../platform.ts'
import { nodePaths } from './layout.ts'
import type { Supervisor } from './supervisor.ts'
import { waitUntil } from './wait.ts'

/** Ends of etcd in a row, before the API has served, that mean it cannot go on. */
const ends = 3
/** Milliseconds within which the API has to serve; generous, as a machine may be busy and data that is bad ends etcd at once. */
const patience = 300_000
/** Folders set aside that stay for somebody to look at. */
const kept = 3

/**
 * Watches one start of the node. When etcd cannot serve its data, sets the data aside as `etcd.corrupt-<time>` and begins an
 * empty cluster, once. Returns the folder set aside, or null. The cluster's content is applied again from git by whoever started the node.
 * Fails, with the data back in its place, when an empty etcd does not serve either: then the data is not at fault.
 */
export async function guardEtcd(platform: Platform, supervisor: Supervisor, log: (line: string) => void): Promise<string | null> {
  const { etcd } = paths(platform)
  const hadData = existsSync(etcd)
  const failure = await outcome(supervisor)
  if (failure === null || !hadData) return null
  log(failure)
  const aside = `${etcd}.corrupt-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`
  await supervisor.hold(affected, 1_000)
  renameSync(etcd, aside)
  rmSync(nodePaths(platform).argocdConfigured, { force: true })
  // Pods of the lost cluster: their processes and mounts ended with the last node, only empty folders are left.
  rmSync(join(nodePaths(platform).kubelet, 'pods'), { recursive: true, force: true })
  log(`set ${etcd} aside as ${aside}; beginning an empty cluster`)
  supervisor.release(affected)
  const again = await outcome(supervisor)
  if (again !== null) {
    await supervisor.hold(affected, 1_000)
    rmSync(etcd, { recursive: true, force: true })
    renameSync(aside, etcd)
    throw new Error(`${again} on an empty folder too: the data is not at fault and is back in ${etcd}; see etcd.log and apiserver.log`)
  }
  for (const name of setAside(platform).slice(0, -kept)) rmSync(join(platform.state, name), { recursive: true })
  return aside
}

const affected = ['apiserver', 'etcd', 'kubelet']

/** Null once the API serves; else what went wrong. */
async function outcome(supervisor: Supervisor): Promise<string | null> {
  const before = supervisor.state('etcd').ends
  const serving = () => supervisor.state('apiserver').phase === 'ready'
  const ended = () => supervisor.state('etcd').ends - before
  await waitUntil(() => serving() || ended() >= ends, patience)
  if (serving()) return null
  return ended() >= ends ? `etcd ended ${ended()} times (${supervisor.state('etcd').lastEnd})` : `the API did not serve within ${patience} ms`
}

const setAside = (platform: Platform) => readdirSync(platform.state).filter((name) => name.startsWith('etcd.corrupt-')).toSorted()
