import { join } from 'node:path'
import type { ProcessOutput } from 'zx'
import { $ } from '../shell.ts'
import { Failure } from '../outcome.ts'

/** git said no; `stderr` is what it said, `code` its exit code. */
export class GitFailure extends Failure {
  readonly stderr: string
  readonly code: number | null

  constructor(command: string, output: ProcessOutput) {
    super(`git ${command}: ${lastWords(output.stderr)}`)
    this.stderr = output.stderr
    this.code = output.exitCode
  }
}

type Extra = { readonly input?: string; readonly env?: Readonly<Record<string, string>> }

/** Settings that keep a machine's own git configuration from changing what the steps do, and keep git from asking a person. */
const firm = ['-c', 'core.hooksPath=/dev/null', '-c', 'commit.gpgSign=false', '-c', 'core.autocrlf=false', '-c', 'core.quotePath=false', '-c', 'credential.helper=', '-c', 'gc.auto=0', '-c', 'advice.detachedHead=false']

/**
 * Runs git in `folder` and answers its stdout. Throws GitFailure when git exits with anything but 0.
 * A remote's credentials come from JARI_FORGE_TOKEN by GIT_ASKPASS, never by the address or an argument.
 */
export async function git(folder: string, args: readonly string[], extra: Extra = {}): Promise<string> {
  const output = await tryGit(folder, args, extra)
  if (!output.ok) throw new GitFailure(args.find((arg) => !arg.startsWith('-')) ?? '', output)
  return output.stdout
}

/** As `git`, but an exit code other than 0 is an answer: for questions such as merge-base --is-ancestor. */
export async function tryGit(folder: string, args: readonly string[], extra: Extra = {}): Promise<ProcessOutput> {
  const env = { ...process.env, GIT_ASKPASS: join(import.meta.dirname, 'askpass.sh'), GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C', ...extra.env }
  return await $({ cwd: folder, env, nothrow: true, quiet: true, ...(extra.input === undefined ? {} : { input: extra.input }) })`git ${firm} ${args}`
}

/** The lines of git's stderr that say what went wrong; progress and hints are left out. */
function lastWords(stderr: string): string {
  const lines = stderr.split('\n').map((line) => line.trim()).filter((line) => line !== '' && !/^(hint:|To |From )/.test(line))
  return lines.find((line) => /^(fatal|error|remote: .*(error|denied|not allowed)| ! )/i.test(line)) ?? lines.at(-1) ?? 'no reason given'
}
