import { join } from 'node:path'
import { paths, type Platform } from '../platform.ts'
import { run, type Output } from './run.ts'

/** Who set a field, as Kubernetes keeps it: what this program applies, and nobody else's. */
const fieldManager = 'jari-local'

/** Runs kubectl as the platform's admin. `input` is fed to it; secrets go that way, never by argument. */
export function kubectl(platform: Platform, args: readonly string[], input?: string): Promise<Output> {
  const { bin, kubeconfig, run: folder } = paths(platform)
  // The cache of what the API offers would else lie in the home folder.
  const env = { KUBECACHEDIR: join(folder, 'kubectl'), KUBECONFIG: kubeconfig }
  return run(join(bin, 'kubectl'), args, { env, timeout: 180_000, ...(input === undefined ? {} : { input }) })
}

/** Applies objects (YAML text, or objects) server-side; fields that others set stay. */
export async function apply(platform: Platform, what: string | readonly object[]): Promise<void> {
  const input = typeof what === 'string' ? what : JSON.stringify({ apiVersion: 'v1', kind: 'List', items: what })
  await kubectl(platform, ['apply', '--server-side', '--force-conflicts', `--field-manager=${fieldManager}`, '-f', '-'], input)
}

/** Reads one object, or null when there is none (or nothing of its kind). */
export async function read<T>(platform: Platform, args: readonly string[]): Promise<T | null> {
  const { stdout } = await kubectl(platform, ['get', ...args, '--ignore-not-found', '-o', 'json'])
  return stdout.trim() === '' ? null : (JSON.parse(stdout) as T)
}
