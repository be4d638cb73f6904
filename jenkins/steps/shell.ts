import { spawn, type SpawnOptions } from 'node:child_process'
import { $ as zx } from 'zx'

/**
 * zx's `$`, by a bash that reads no ~/.bashrc. Bash reads it, although it is not interactive, when its standard input is a socket (as the
 * pipes of Node are) and it takes itself for the first shell (SHLVL is not set, as in a step's environment): it holds itself to be
 * started by rshd. What somebody has there for a terminal is no part of a step, and would be paid for with each command.
 */
export const $ = zx({ spawn: spawnShell as typeof spawn })

function spawnShell(command: string, args: readonly string[], options: SpawnOptions) {
  if (typeof options.shell !== 'string' || args.length > 0) return spawn(command, args, options)
  return spawn(options.shell, ['--norc', '-c', command], { ...options, shell: false })
}
