import { execFile, spawn } from 'node:child_process'
import { constants } from 'node:fs'
import { access, chmod, rm, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/**
 * A Debian package, the program by which its presence is seen, and what it does for us.
 * `unit`: the service which Debian enables when the package is installed, where the platform runs the program itself.
 */
export type Package = { readonly name: string; readonly program: string; readonly purpose: string; readonly unit?: string }

/** What the whole platform needs from Debian 12, besides Node, npm, Go and what every Debian has (packages marked essential). */
export const platformPackages: readonly Package[] = [
  { name: 'git', program: 'git', purpose: 'every step reads and writes the repository' },
  { name: 'gcc', program: 'gcc', purpose: 'builds Gitea (SQLite is C)' },
  { name: 'libc6-dev', program: '/usr/include/stdio.h', purpose: 'builds Gitea (SQLite is C)' },
  { name: 'openjdk-17-jre-headless', program: 'java', purpose: 'runs the Jenkinsfile' },
  { name: 'groovy', program: 'groovy', purpose: "runs the Jenkinsfile: Groovy 2.4.21 is Jenkins' own" },
  { name: 'maven', program: 'mvn', purpose: "fetches Jenkins' CPS transform" },
  { name: 'buildah', program: 'buildah', purpose: 'builds images' },
  { name: 'mmdebstrap', program: 'mmdebstrap', purpose: 'makes base images from Debian packages' },
  { name: 'catatonit', program: '/usr/bin/catatonit', purpose: 'first process of the node and of images' },
  { name: 'runc', program: 'runc', purpose: 'runs containers' },
  { name: 'containernetworking-plugins', program: '/usr/lib/cni/bridge', purpose: "pods' network" },
  { name: 'docker-registry', program: 'docker-registry', purpose: 'keeps images', unit: 'docker-registry.service' },
  { name: 'redis-server', program: 'redis-server', purpose: "Argo CD's cache", unit: 'redis-server.service' },
  { name: 'nftables', program: 'nft', purpose: 'services (kube-proxy)' },
  { name: 'iptables', program: 'iptables', purpose: 'network policies (kube-router)' },
  { name: 'ipset', program: 'ipset', purpose: 'network policies (kube-router)' },
  { name: 'iproute2', program: 'ip', purpose: "the node's network" },
  { name: 'kmod', program: 'modprobe', purpose: "loads the kernel's part of network policies" },
  { name: 'mount', program: 'mount', purpose: "the node's own folders" },
  { name: 'openssl', program: 'openssl', purpose: "the cluster's certificates" },
]

/** What only the tests need. */
export const testPackages: readonly Package[] = [
  { name: 'mariadb-server', program: 'mariadbd', purpose: 'integration tests on a real database', unit: 'mariadb.service' },
  { name: 'strace', program: 'strace', purpose: 'a database whose log is slow to reach the disk' },
  { name: 'chromium', program: 'chromium', purpose: 'tests in a real browser' },
]

async function present(program: string): Promise<boolean> {
  const places = program.startsWith('/')
    ? [program]
    : [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'].map((folder) => join(folder, program))
  for (const place of places) {
    const found = await access(place, constants.R_OK).then(
      () => true,
      () => false,
    )
    if (found) return true
  }
  return false
}

/** Those of `packages` whose program is not on this machine. */
export async function missing(packages: readonly Package[]): Promise<Package[]> {
  const checked = await Promise.all(packages.map(async (entry) => ({ entry, here: await present(entry.program) })))
  return checked.filter(({ here }) => !here).map(({ entry }) => entry)
}

/** Services which installing these packages has enabled: they would start with the machine, though only the platform's own are wanted. */
export function enabledUnits(installed: readonly Package[]): string[] {
  return installed.flatMap(({ unit }) => unit ?? [])
}

/**
 * Installs Debian packages that are not here without letting any service of theirs start: not now (a policy-rc.d that forbids it,
 * removed afterwards) and not with the machine. Services that were here before are left as they are.
 * Says one line a package. Throws with apt's last lines when that fails.
 */
export async function install(packages: readonly Package[], say: (line: string) => void): Promise<void> {
  if (packages.length === 0) return
  for (const { name, purpose } of packages) say(`   installing ${name}: ${purpose}`)
  const policy = '/usr/sbin/policy-rc.d'
  const own = !(await present(policy))
  if (own) {
    await writeFile(policy, '#!/bin/sh\nexit 101\n')
    await chmod(policy, 0o755)
  }
  try {
    await apt(['update', '-q'])
    await apt(['install', '-y', '-q', '--no-install-recommends', ...packages.map(({ name }) => name)])
  } finally {
    if (own) await rm(policy, { force: true })
  }
  const units = enabledUnits(packages)
  // the folder is there where systemd runs: sd_booted(3)
  if (units.length > 0 && (await present('/run/systemd/system'))) await run('systemctl', ['disable', '--now', '--quiet', ...units])
}

async function apt(args: string[]): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  // another apt may hold the lock for a while: wait for it rather than fail
  const child = spawn('apt-get', ['-o', 'DPkg::Lock::Timeout=600', ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output = (output + data).slice(-4000)))
  const code = await new Promise<number | null>((done, failed) => {
    child.on('error', failed)
    child.on('exit', done)
  })
  if (code !== 0) throw new Error(`apt-get ${args[0]} failed (${code}):\n${output.trim().split('\n').slice(-6).join('\n')}`)
}

/** The version of Go on the PATH as [major, minor], or undefined. */
export async function goVersion(): Promise<readonly [number, number] | undefined> {
  try {
    const { stdout } = await run('go', ['env', 'GOVERSION'])
    const match = /^go(\d+)\.(\d+)/.exec(stdout.trim())
    return match ? [Number(match[1]), Number(match[2])] : undefined
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Why this machine cannot carry the whole platform: one line that says what goes further; undefined if it can. */
export async function whyNot(): Promise<string | undefined> {
  if (process.platform !== 'linux') return `The cluster needs Linux (this is ${process.platform}). Against a cluster you have: npm start -- --context NAME --registry HOST --git URL`
  if (process.getuid?.() !== 0) return 'The cluster needs root. Further: sudo npm start, or against a cluster you have: npm start -- --context NAME --registry HOST --git URL'
  if (!(await present('apt-get'))) return 'The rest is installed from Debian packages, and apt-get was not found. Further: a Debian 12 machine, or npm start -- --context NAME --registry HOST --git URL'
  const go = await goVersion()
  if (!go || go[0] < 1 || (go[0] === 1 && go[1] < 26)) return `Go 1.26 or later builds the platform's tools; found ${go ? go.join('.') : 'none'}. Install it and run npm start again.`
  return undefined
}
