import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** Bytes that the kernel holds for one side of a connection there; elsewhere it takes up to 32 MiB for who does not read. */
const buffer = 128 * 1024
const inside = 'JARI_NARROW_NETWORK'

/** True in a network that this machine's other processes have no part in and whose connections hold little. */
export const isNarrow = process.env[inside] !== undefined

/**
 * Runs this whole program again with a network of its own: a namespace with nothing but 127.0.0.1, where a connection's buffers
 * are bounded, as they are on the way to a tablet. Takes root, unshare and ip; null without root. Resolves with the exit code.
 */
export async function runInNarrowNetwork(): Promise<number | null> {
  if (process.getuid?.() !== 0) return null
  const sizes = `4096 16384 ${buffer}`
  const script = `ip link set lo up && echo "${sizes}" > /proc/sys/net/ipv4/tcp_rmem && echo "${sizes}" > /proc/sys/net/ipv4/tcp_wmem && exec "$@"`
  const child = spawn('unshare', ['--net', 'sh', '-c', script, 'sh', process.execPath, ...process.argv.slice(1)], { stdio: 'inherit', env: { ...process.env, [inside]: '1' } })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => child.kill(signal))
  const [code] = (await once(child, 'exit')) as [number | null]
  return code ?? 1
}
