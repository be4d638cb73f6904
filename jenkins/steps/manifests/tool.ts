import { delimiter } from 'node:path'
import { $ } from '../shell.ts'
import { Failure } from '../outcome.ts'

/** What a tool said and how it ended. */
export type Ended = { readonly stdout: string; readonly stderr: string; readonly exitCode: number }

/**
 * Runs kustomize, kubeconform or kube-score, which are looked for in the folder JARI_BIN, then on the PATH.
 * Does not throw when the tool ends with an error; throws a Failure when there is no such tool.
 */
export async function runTool(name: string, args: readonly string[], input = ''): Promise<Ended> {
  const env = { ...process.env, PATH: toolPath(process.env) }
  const { stdout, stderr, exitCode } = await $({ env, input, nothrow: true, quiet: true })`${name} ${[...args]}`
  if (exitCode === 127) throw new Failure(`${name} is not on the PATH (npm start builds it; JARI_BIN names another folder)`)
  if (exitCode === null) throw new Failure(`${name} was ended by a signal`)
  return { stdout, stderr, exitCode }
}

/** The PATH with the folder JARI_BIN before it, if that is set. */
export function toolPath(env: NodeJS.ProcessEnv): string {
  return [env['JARI_BIN'], env['PATH']].filter(Boolean).join(delimiter)
}
