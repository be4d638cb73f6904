import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { constants } from 'node:os'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { cookieName, endLeftovers } from './leftovers.ts'

export type ShellOptions = {
  readonly script: string
  /** Where the script is written, so that no word of it is in a command line. */
  readonly file: string
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  /** By which the processes of the script are known and ended. */
  readonly cookie: string
  readonly signal: AbortSignal
  /** Gets each line, and whether it was written to stderr. */
  readonly say: (line: string, error: boolean) => void
}

/** How long the output of a script that has ended may still come: a process it left behind can hold the pipe for ever. */
const outputGraceMs = 1000
/** How long the processes of a script may take to end by themselves when it is stopped. */
export const stopGraceMs = 5000

/**
 * Runs a script by `sh -xe`, as Jenkins' `sh` does, in a session of its own. Returns its exit code (128 + n when signal n ended it).
 * When aborted, all its processes are ended and the signal's reason is thrown.
 */
export async function runShell({ script, file, cwd, env, cookie, signal, say }: ShellOptions): Promise<number> {
  signal.throwIfAborted()
  await writeFile(file, script, { mode: 0o600 })
  const child = spawn('/bin/sh', ['-xe', file], { cwd, env: { ...env, [cookieName]: cookie }, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  const closed = once(child, 'close').then(() => true)
  const exited = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>
  for (const input of [child.stdout, child.stderr]) createInterface({ input }).on('line', (line) => say(line, input === child.stderr))
  let stopped: Promise<void> | undefined
  const stop = () => (stopped = endLeftovers(cookie, stopGraceMs))
  signal.addEventListener('abort', stop)
  try {
    const [code, by] = await exited
    if (!(await Promise.race([closed, sleep(outputGraceMs, false)]))) for (const pipe of [child.stdout, child.stderr]) pipe.destroy()
    await stopped
    signal.throwIfAborted()
    return code ?? 128 + (by ? constants.signals[by] : 0)
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
