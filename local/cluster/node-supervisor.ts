/**
 * The first process of a node, below catatonit: makes the node's mounts and network, then keeps its components running.
 * Argument: the file that describes the platform; descriptors from 3 on: the host's listening sockets.
 * SIGTERM ends everything in order; SIGKILL of it ends the node, as a power cut would.
 */
import { readFileSync } from 'node:fs'
import { components, forwardedPorts } from './components.ts'
import { guardEtcd } from './etcd-guard.ts'
import { enterNode } from './namespace.ts'
import { paths } from '../platform.ts'
import { trimLogs } from './logs.ts'
import { readDescription, writeNodeState, type NodeState } from './node-state.ts'
import { shutDown } from './shut-down.ts'
import { Supervisor, type ComponentState } from './supervisor.ts'

const log = (line: string) => console.log(`${new Date().toISOString()} ${line}`)
const [file] = process.argv.slice(2)
if (!file) throw new Error('usage: node-supervisor.ts DESCRIPTION')

const { platform, fingerprint } = readDescription(file)
enterNode(platform)

const ticks = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ')[19] ?? ''
let state: NodeState = { fingerprint, supervisor: { pid: process.pid, ticks }, startedAt: new Date().toISOString(), setAside: null, booted: false, components: [] }
const change = (part: Partial<NodeState>) => {
  state = { ...state, ...part }
  writeNodeState(platform, state)
}

const supervisor = new Supervisor(components(platform), {
  logs: paths(platform).log,
  sockets: forwardedPorts.map((_, i) => 3 + i),
  changed: (now: readonly ComponentState[]) => change({ components: now }),
})

process.on('SIGTERM', () => {
  log('stopping')
  void shutDown(platform, supervisor, state.components.map(({ name }) => name)).then(() => process.exit(0))
})

supervisor.start()
setInterval(() => trimLogs(paths(platform).log), 60_000)
const setAside = await guardEtcd(platform, supervisor, log).catch((error: Error) => {
  log(error.message)
  process.exit(1)
})
change({ setAside, booted: true })
log('booted')
