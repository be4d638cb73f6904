import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { logLines, type Log } from './log.ts'

export type ChildSpec = {
  /** Name in the log. */
  readonly source: string
  readonly checkout: string
  /** Script to run, relative to the checkout. */
  readonly script: string
  readonly args?: readonly string[]
  readonly env: NodeJS.ProcessEnv
  /** Where the types' server answers; absent: run by Node alone, types unchecked. */
  readonly typesUrl?: string | undefined
}

export type Child = {
  /** Resolves with the exit code, or the signal's name, once the process is gone. */
  readonly ended: Promise<number | string>
  /** Asks the process to end, by force after 5 s; resolves when it is gone. */
  stop(): Promise<void>
}

/** Starts a script as a process of its own, which ends when this one does. */
export function startChild(spec: ChildSpec, log: Log): Child {
  const preload = ['end-with-parent.ts', ...(spec.typesUrl ? ['types/preload.ts'] : [])]
  const args = [...preload.flatMap((file) => ['--import', join(import.meta.dirname, file)]), spec.script, ...(spec.args ?? [])]
  const env = { ...spec.env, ...(spec.typesUrl ? { TYPES_URL: spec.typesUrl } : {}) }
  const child = spawn(process.execPath, args, { cwd: spec.checkout, env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
  logLines(child.stdout, spec.source, log)
  logLines(child.stderr, spec.source, log)
  const ended = once(child, 'exit').then(([code, signal]) => (signal ?? code) as number | string)
  return { ended, stop: () => stop(child, ended) }
}

async function stop(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  const force = setTimeout(() => child.kill('SIGKILL'), 5_000)
  await ended
  clearTimeout(force)
}
