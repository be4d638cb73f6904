import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { $ } from '../shell.ts'
import { changedFiles, textAt } from '../git/read.ts'
import { Failure } from '../outcome.ts'
import type { Context } from '../step.ts'
import { workspacesAt } from '../workspace/packages.ts'
import { type Place, strangersPlace } from './place.ts'
import { type Done, runChecks } from './run-checks.ts'
import { scopeOf } from './scope.ts'

export type Verified = { readonly checks: readonly Done[]; readonly tests: readonly string[] }

/**
 * Runs the checks that the difference of two commits asks for on the second one, in a folder of its own, by this checkout's own steps.
 * The commit's code sees no credentials, and where this is root it runs as `nobody`. Throws the Failure of the first check that finds something.
 */
export async function verifyCommit(context: Context, base: string, commit: string): Promise<Verified> {
  const { checkout } = context
  const scope = scopeOf(await changedFiles(checkout, base, commit), await workspacesAt(checkout, commit))
  await using place = await strangersPlace()
  await layOut(checkout, commit, place)
  return { checks: await runChecks(context, place, scope, { checkout, commit }), tests: scope.tests }
}

/** Lays a commit's files out with their packages: those that are installed here when the lock file is the same, else its own. */
async function layOut(checkout: string, commit: string, place: Place): Promise<void> {
  const archive = await $({ cwd: checkout, nothrow: true, quiet: true })`git archive --format=tar ${commit} | tar -x -C ${place.folder}`
  if (!archive.ok) throw new Failure(`its files cannot be laid out: ${archive.stderr.trim()}`)
  const lockAt = async (revision: string) => await textAt(checkout, revision, 'package-lock.json')
  const [installed, wanted] = await Promise.all([lockAt('HEAD'), lockAt(commit)])
  if (wanted === undefined) throw new Failure('package-lock.json is missing')
  if (installed === wanted && existsSync(join(checkout, 'node_modules'))) {
    await $({ quiet: true })`cp -a ${resolve(checkout, 'node_modules')} ${join(place.folder, 'node_modules')}`
  } else await install(place)
  // tests may ask git which files there are
  for (const command of [['init', '--quiet'], ['add', '--all'], ['-c', 'user.name=change', '-c', 'user.email=change@jari.invalid', 'commit', '--quiet', '-m', 'What is verified']]) {
    const done = await place.run(['git', ...command])
    if (!done.ok) throw new Failure(`git ${command[0]}: ${done.stderr.trim()}`)
  }
}

async function install(place: Place): Promise<void> {
  const installed = await place.run(['npm', 'ci', '--no-audit', '--no-fund'])
  if (!installed.ok) throw new Failure(`npm ci: ${installed.stderr.split('\n').find((line) => /^npm error (?!code |errno |syscall |path )\S/.test(line)) ?? `exit code ${installed.exitCode}`}`)
}
