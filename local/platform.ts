import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/** Ports of one platform, all on 127.0.0.1: `base`, `base + 1`, … in this order. */
export const portNames = ['delivery', 'entrance', 'gitea', 'argocd', 'registry', 'kubernetes', 'preview', 'dev'] as const
export type PortName = (typeof portNames)[number]

/** Where one platform lives. Two platforms differ in `state` and `ports`; they share `cache`. */
export type Platform = {
  /** The checkout this command runs from, absolute. */
  readonly checkout: string
  /** The one folder that holds all state of this platform, absolute. */
  readonly state: string
  /** Per-user cache of built tools and base images, keyed by version, absolute. */
  readonly cache: string
  /** A short name that is unique on this machine: cgroup and network names derive from it. */
  readonly name: string
  readonly ports: Readonly<Record<PortName, number>>
}

/** The places inside the state folder that more than one module knows. */
export function paths(platform: Platform) {
  const at = (...parts: string[]) => join(platform.state, ...parts)
  return {
    pki: at('pki'),
    kubeconfig: at('pki', 'admin.kubeconfig'),
    run: at('run'),
    log: at('log'),
    /** One file a secret, mode 0600, made once. */
    secrets: at('secrets'),
    /** Persistent volumes of the databases: survive the loss of the cluster's own state. */
    volumes: at('volumes'),
    gitea: at('gitea'),
    registry: at('registry'),
    etcd: at('etcd'),
    /** `<number>/{run.json,program.bin,log.txt}` of each pipeline run. */
    runs: at('runs'),
    /** The pipeline's checkout, used again by each run. */
    workspace: at('workspace'),
    /** Gitea's webhook reaches the pipeline here. */
    webhookSocket: at('run', 'webhook.sock'),
    /** Binaries of the tools, links into the cache. */
    bin: at('bin'),
    /** Files which the tools read when they run: `<tool>/…`, links into the cache. */
    share: at('share'),
  }
}

/** Folders of root lie outside its closed home, since Gitea and the databases run as users of their own and must reach theirs. */
function defaults(env: NodeJS.ProcessEnv): { state: string; cache: string } {
  if (process.getuid?.() === 0) return { state: '/var/lib/jari', cache: '/var/cache/jari' }
  return {
    state: join(env.XDG_STATE_HOME ?? join(homedir(), '.local/state'), 'jari'),
    cache: join(env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'jari'),
  }
}

/**
 * Reads which platform a command means from the environment.
 * JARI_STATE: state folder (root: /var/lib/jari, others: ~/.local/state/jari); JARI_PORT: first port (8800);
 * JARI_CACHE: what is built once a user (root: /var/cache/jari, others: ~/.cache/jari).
 * Throws an Error naming the variable when a value cannot be used.
 */
export function platformFromEnvironment(env: NodeJS.ProcessEnv = process.env): Platform {
  const state = resolve(env.JARI_STATE ?? defaults(env).state)
  const cache = resolve(env.JARI_CACHE ?? defaults(env).cache)
  const base = Number(env.JARI_PORT ?? 8800)
  if (!Number.isInteger(base) || base < 1024 || base > 65535 - portNames.length)
    throw new Error(`JARI_PORT must be a whole number from 1024 to ${65535 - portNames.length}, not "${env.JARI_PORT}"`)
  const ports = Object.fromEntries(portNames.map((name, i) => [name, base + i])) as Record<PortName, number>
  mkdirSync(state, { recursive: true, mode: 0o711 })
  return { checkout: resolve(import.meta.dirname, '..'), state, cache, name: `jari-${base}`, ports }
}
