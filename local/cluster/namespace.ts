import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { paths, type Platform } from '../platform.ts'
import { address, nodeName, nodePaths, opened } from './layout.ts'

/** Folders outside the state folder that the node's programs write to by fixed names; each node has its own, empty ones. */
export const covered = ['/run', '/var/log', '/var/lib/cni', '/var/lib/kubelet'] as const

/** Tools that unprivileged processes run. */
export const openedTools = ['gitea', 'argocd', 'kustomize'] as const

/** Makes the namespaces of this process into a node: own mounts, host name, address and routes. Nothing here is seen outside. */
export function enterNode(platform: Platform): void {
  must('mount', '--make-rprivate', '/')
  must('mount', '--make-rshared', '/')
  const passwd = join(nodePaths(platform).config, 'passwd')
  for (const folder of covered) must('mount', '-t', 'tmpfs', '-o', 'mode=0755', 'jari', folder)
  for (const folder of ['/run/lock', '/run/jari']) mkdirSync(folder)
  bind(paths(platform).gitea, opened.gitea)
  bind(nodePaths(platform).argocd, opened.argocd)
  must('mount', '--bind', passwd, '/etc/passwd')
  openTools(platform)
  must('hostname', nodeName)
  network()
}

/** Binds what unprivileged processes run from where they can reach it, although the cache is closed to them. */
function openTools(platform: Platform): void {
  const { bin, share } = paths(platform)
  mkdirSync(opened.bin)
  for (const tool of openedTools) {
    if (!existsSync(join(bin, tool))) continue
    writeFileSync(join(opened.bin, tool), '')
    must('mount', '--bind', realpathSync(join(bin, tool)), join(opened.bin, tool))
  }
  const giteaStatic = join(share, 'gitea')
  if (existsSync(giteaStatic)) bind(realpathSync(giteaStatic), opened.giteaStatic)
}

function bind(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  must('mount', '--bind', from, to)
}

function network(): void {
  must('ip', 'link', 'set', 'lo', 'up')
  // A bridge without ports carries the node's address: kernels without dummy devices have bridges.
  must('ip', 'link', 'add', 'node0', 'type', 'bridge')
  must('ip', 'addr', 'add', address.nodeNetwork, 'dev', 'node0')
  must('ip', 'link', 'set', 'node0', 'up')
  must('ip', 'route', 'add', address.services, 'dev', 'node0')
  setting('net/ipv4/ip_forward', '1')
  setting('net/bridge/bridge-nf-call-iptables', '1')
}

function setting(name: string, value: string): void {
  const file = join('/proc/sys', name)
  if (readFileSync(file, 'utf8').trim() !== value) writeFileSync(file, value)
}

function must(command: string, ...args: string[]): void {
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' })
  if (error) throw error
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr.trim()}`)
}

/** Refuses a platform whose folders lie where the node puts its own, and makes the places that it covers. Runs on the host. */
export function prepareHost(platform: Platform): void {
  for (const [what, folder] of Object.entries({ state: platform.state, cache: platform.cache, checkout: platform.checkout }))
    for (const place of covered)
      if (`${folder}/`.startsWith(`${place}/`)) throw new Error(`the ${what} folder must not be below ${place}: ${folder}`)
  for (const folder of covered) mkdirSync(folder, { recursive: true })
  for (const [file, module] of [['/proc/sys/net/bridge', 'br_netfilter'], ['/proc/sys/net/netfilter', 'nf_conntrack']] as const)
    if (!existsSync(file) && dirname(file)) must('modprobe', module)
}
