import { execFile } from 'node:child_process'
import { join } from 'node:path'
import type { Sources } from '../sources.ts'

/** How a step ended: what its --json says, or the words it failed with (exit codes as in docs/pipeline.md). */
export type Ended<T> = { done: T } | { exitCode: number, words: string }

/** For whom a step acts: git and the forge know them by the token. */
export type Actor = { readonly name: string, readonly token: string }

/** Longer than any step takes that the page runs; a writer that is killed leaves nothing half-done. */
const patience = 180_000

/**
 * Runs `jari <step> … --json` as a process of its own, so that it has this person's token and nobody else's. `folder` lends its
 * objects and is not changed but for refs of the step's own.
 */
export async function runStep<T extends object>(sources: Sources, folder: string, actor: Actor, args: readonly string[]): Promise<Ended<T>> {
  const env = { ...(await sources.steps()), JARI_FORGE_USER: actor.name, JARI_FORGE_TOKEN: actor.token }
  const jari = join(import.meta.dirname, '../../../jenkins/steps/jari.mjs')
  const { code, stdout, stderr } = await new Promise<{ code: number, stdout: string, stderr: string }>((resolve) => {
    execFile(process.execPath, [jari, ...args, '--checkout', folder, '--json'], { env, timeout: patience }, (error, out, err) =>
      resolve({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : 1, stdout: out, stderr: err }))
  })
  if (code === 0) return { done: JSON.parse(stdout) as T }
  return { exitCode: code, words: stderr.trim() || `the step ended with exit code ${code}` }
}
