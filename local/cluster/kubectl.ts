import { join } from 'node:path'
import { paths, type Platform } from '../platform.ts'
import { run, type Output } from './run.ts'

/** How to apply: the namespace of objects that name none, and in whose name fields are set. What a manager no longer applies is removed. */
export type Applying = { readonly namespace?: string; readonly manager?: string }

/** Runs kubectl as the platform's admin. `input` is fed to it; secrets go that way, never by argument. */
export function kubectl(platform: Platform, args: readonly string[], input?: string): Promise<Output> {
  const { bin, kubeconfig, run: folder } = paths(platform)
  // The cache of what the API offers would else lie in the home folder.
  const env = { KUBECACHEDIR: join(folder, 'kubectl'), KUBECONFIG: kubeconfig }
  return run(join(bin, 'kubectl'), args, { env, timeout: 180_000, ...(input === undefined ? {} : { input }) })
}

/** Applies objects (YAML text, or objects) server-side; fields that others set stay. */
export async function apply(platform: Platform, what: string | readonly object[], { namespace, manager = 'jari-local' }: Applying = {}): Promise<void> {
  const input = typeof what === 'string' ? what : JSON.stringify({ apiVersion: 'v1', kind: 'List', items: what })
  const where = namespace === undefined ? [] : [`--namespace=${namespace}`]
  await kubectl(platform, ['apply', '--server-side', '--force-conflicts', `--field-manager=${manager}`, ...where, '-f', '-'], input)
}

/** Reads one object, or null when there is none (or nothing of its kind). */
export async function read<T>(platform: Platform, args: readonly string[]): Promise<T | null> {
  const { stdout } = await kubectl(platform, ['get', ...args, '--ignore-not-found', '-o', 'json'])
  return stdout.trim() === '' ? null : (JSON.parse(stdout) as T)
}
