import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { run } from '../cluster/run.ts'
import { paths, type Platform } from '../platform.ts'
import { toolFolder } from '../tools/build.ts'
import { tools } from '../tools/tools.ts'
import type { Choice } from './choice.ts'

/** Runs kubectl in the user's context and returns what it printed. `input` is fed to it; secrets go that way, never by argument. */
export type Kubectl = (args: readonly string[], input?: string) => Promise<string>

/** The program kubectl: ours if it has been built, else one on the PATH; undefined when there is neither. */
export async function findKubectl(platform: Platform): Promise<string | undefined> {
  const tool = tools.find(({ name }) => name === 'kubernetes')!
  const built = join(await toolFolder(platform, tool), 'bin/kubectl')
  return [built, ...(process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'kubectl'))].find((file) => existsSync(file))
}

/** kubectl as the user of the chosen context. `context: false` for what is asked of the kubeconfig itself. */
export async function kubectlOf(platform: Platform, program: string, { kubeconfig, context }: Choice): Promise<Kubectl> {
  const cache = join(paths(platform).run, 'kubectl')
  await mkdir(cache, { recursive: true })
  const env = { KUBECONFIG: kubeconfig, KUBECACHEDIR: cache }
  return async (args, input) => {
    const where = args[0] === 'config' ? [] : [`--context=${context}`, '--request-timeout=30s']
    const { stdout } = await run(program, [...args, ...where], { env, timeout: 180_000, ...(input === undefined ? {} : { input }) })
    return stdout
  }
}

/** Reads one object or a list, or null when there is none. */
export async function readObject<T>(kubectl: Kubectl, args: readonly string[]): Promise<T | null> {
  const text = await kubectl(['get', ...args, '--ignore-not-found', '-o', 'json'])
  return text.trim() === '' ? null : (JSON.parse(text) as T)
}
