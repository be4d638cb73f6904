import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, openSync, closeSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { writeGiteaSettings } from '../gitea/settings.ts'
import { paths, type Platform } from '../platform.ts'
import { makeCgroups, pidsOf, removeCgroups } from './cgroup.ts'
import { components, forwardedPorts, systemPath } from './components.ts'
import { writeConfigs } from './config.ts'
import { nodePaths } from './layout.ts'
import { nodeStatus } from './node-status.ts'
import type { Description } from './node-state.ts'
import { openedTools, prepareHost } from './namespace.ts'
import { ensurePki } from './pki.ts'
import { lastLines } from './serving.ts'
import { waitUntil } from './wait.ts'

export { nodeStatus }

/** Tells a person what is going on, one line at a time. */
export type Report = (line: string) => void

/** Milliseconds within which a node has to serve; beginning again after corrupt data included. */
const patience = 660_000

/**
 * Brings the platform's node up and returns when its API serves; does nothing when it already does.
 * A node of which parts died repairs itself; one whose supervisor died, or that was made for other binaries or settings, is replaced.
 * Fails when a port is taken (named), a tool is missing, or the API does not serve.
 */
export async function startNode(platform: Platform, report: Report): Promise<void> {
  if (process.getuid?.() !== 0) throw new Error('a node needs root: run it with sudo')
  const fingerprint = fingerprintOf(platform)
  const now = await nodeStatus(platform)
  if (now.running && now.fingerprint === fingerprint && (await waitUntil(async () => (await nodeStatus(platform)).serving, now.serving ? 0 : 30_000, 250))) return
  if (pidsOf(platform.name).length > 0) {
    report(now.running ? 'replacing the node' : 'clearing away what is left of the last node')
    await stopNode(platform)
  }
  prepareHost(platform)
  const { run, log } = paths(platform)
  for (const folder of [run, log]) mkdirSync(folder, { recursive: true, mode: 0o700 })
  rmSync(nodePaths(platform).state, { force: true })
  await ensurePki(platform)
  writeConfigs(platform)
  writeGiteaSettings(platform)
  const description: Description = { platform, fingerprint }
  writeFileSync(nodePaths(platform).description, JSON.stringify(description, null, 2))
  const ended = await launch(platform)
  const up = await waitUntil(async () => (await nodeStatus(platform)).serving || ended(), patience, 100)
  const status = await nodeStatus(platform)
  if (!up || !status.serving) throw new Error(`the node does not serve; see ${nodePaths(platform).supervisorLog}\n${lastLines(nodePaths(platform).supervisorLog, 5)}`)
  if (status.setAside) report(`etcd could not serve its data: set aside as ${status.setAside}, the cluster is built anew`)
}

/** Ends the node: pods and processes in order, then whatever is left. Nothing of it keeps running or mounted; data stays. */
export async function stopNode(platform: Platform): Promise<void> {
  const supervisor = (await nodeStatus(platform)).supervisorPid
  if (supervisor !== null) {
    signal(supervisor, 'SIGTERM')
    await waitUntil(() => pidsOf(platform.name).length === 0, 25_000)
  }
  // Killing all at once, over and over, leaves nobody to start another.
  const killed = await waitUntil(() => {
    const pids = pidsOf(platform.name)
    for (const pid of pids) signal(pid, 'SIGKILL')
    return pids.length === 0
  }, 20_000)
  if (!killed) throw new Error(`processes of ${platform.name} do not end: ${pidsOf(platform.name).join(' ')}`)
  if (!(await waitUntil(() => removeCgroups(platform.name), 5_000))) throw new Error(`cgroups of ${platform.name} stay busy`)
  rmSync(nodePaths(platform).state, { force: true })
}

/** Starts the first process in namespaces and cgroups of its own, with listening sockets that were opened here, in the host's network. Returns how to ask whether it has ended. */
async function launch(platform: Platform): Promise<() => boolean> {
  const missing = requiredPrograms(platform).filter((program) => !existsSync(program))
  if (missing.length > 0) throw new Error(`missing programs: ${missing.join(', ')}`)
  const servers: Server[] = []
  try {
    for (const name of forwardedPorts) servers.push(await listen(platform.ports[name], name))
    const out = openSync(nodePaths(platform).supervisorLog, 'a')
    const enter = makeCgroups(platform.name).map((file) => `echo 0 > ${quote(file)}`)
    const unshare = 'exec unshare --net --mount --pid --uts --ipc --fork --kill-child=SIGKILL --mount-proc "$@"'
    const first = ['catatonit', '--', process.execPath, join(import.meta.dirname, 'node-supervisor.ts'), nodePaths(platform).description]
    const child = spawn('/bin/sh', ['-ec', [...enter, unshare].join('\n'), 'sh', ...first], {
      detached: true,
      cwd: '/',
      stdio: ['ignore', out, out, ...servers.map(descriptor)],
      env: { PATH: systemPath, LANG: 'C.UTF-8', HOME: '/root' },
    })
    closeSync(out)
    await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject))
    child.unref()
    return () => child.exitCode !== null || child.signalCode !== null
  } finally {
    for (const server of servers) server.close()
  }
}

const quote = (text: string) => `'${text.replaceAll("'", String.raw`'\''`)}'`

function listen(port: number, name: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy())
    server.on('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new Error(`port ${port} (${name}) is taken by another program; choose others with JARI_PORT`) : error),
    )
    server.listen({ port, host: '127.0.0.1', backlog: 511 }, () => resolve(server))
  })
}

/** The descriptor of a listening socket. Node gives no public way to hand one to a program that is not Node. */
function descriptor(server: Server): number {
  const handle = (server as unknown as { _handle?: { fd?: number } })._handle
  if (handle?.fd === undefined || handle.fd < 0) throw new Error('this Node does not tell the descriptor of a listening socket')
  return handle.fd
}

function requiredPrograms(platform: Platform): string[] {
  const { bin } = paths(platform)
  return components(platform)
    .filter(({ when }) => when === undefined)
    .map(({ argv }) => argv[0])
    .concat(join(bin, 'containerd-shim-runc-v2'), join(bin, 'kubectl'))
    .filter((program) => program.startsWith('/'))
}

/** What a running node was made from: its processes' command lines and the builds behind them. */
function fingerprintOf(platform: Platform): string {
  const { bin, share } = paths(platform)
  const files = [...components(platform).map(({ argv: [program] }) => program), ...openedTools.map((tool) => join(bin, tool)), join(share, 'gitea')]
  const builds = files.map((file) => (existsSync(file) ? realpathSync(file) : null))
  return createHash('sha256').update(JSON.stringify([components(platform), builds, platform])).digest('hex')
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
