import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { $ } from 'zx'
import { openForge } from '../forge/open.ts'
import { git, tryGit } from '../git/git.ts'
import { mainTip } from '../git/main.ts'
import { changedFiles, textAt } from '../git/read.ts'
import { Failure, Usage } from '../outcome.ts'
import type { Settings } from '../settings.ts'
import type { Context } from '../step.ts'
import { workspacesAt } from '../workspace/packages.ts'
import { type Done, runChecks } from './run-checks.ts'
import { type Place, strangersPlace } from './place.ts'
import { scopeOf } from './scope.ts'

/** The status that a change needs before it may be merged. */
export const verifyStatus = 'jari/verify'

/**
 * Verifies what main would be with an open pull request merged, by main's own steps, and sets the commit status `jari/verify` on the
 * pull request's newest commit: pending, then success or failure with the cause. Code of the change runs without any credentials.
 * Throws the Failure that the status tells.
 */
export async function verifyChange(context: Context, change: string): Promise<{ change: number; commit: string; checks: readonly Done[]; tests: readonly string[] }> {
  const number = Number(change)
  if (!Number.isInteger(number) || number < 1) throw new Usage(`--change must be the number of a pull request, not "${change}"`)
  const { checkout, settings } = context
  const forge = openForge(settings)
  const { commit } = await forge.pullRequest(number)
  await forge.setStatus(commit, verifyStatus, 'pending', 'types, lint, unit tests and manifests of what it changes')
  try {
    const tip = await mainTip(checkout, settings)
    const merged = await mergedWith(checkout, settings, tip, number, commit)
    const scope = scopeOf(await changedFiles(checkout, tip, merged), await workspacesAt(checkout, merged))
    await using place = await strangersPlace()
    await layOut(checkout, merged, tip, place)
    const checks = await runChecks(context, place, scope, { checkout, commit: merged })
    await forge.setStatus(commit, verifyStatus, 'success', checks.length === 0 ? 'nothing to verify in it' : checks.map(({ said }) => said).join('; '))
    return { change: number, commit, checks, tests: scope.tests }
  } catch (error) {
    const [cause = 'it could not be verified'] = (error as Error).message.split('\n')
    await forge.setStatus(commit, verifyStatus, 'failure', cause)
    throw error
  }
}

/** The commit that merging the pull request into main's tip would give; made in the object store only. */
async function mergedWith(checkout: string, settings: Settings, tip: string, number: number, commit: string): Promise<string> {
  await git(checkout, ['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', settings.get('JARI_GIT_URL'), `+refs/pull/${number}/head:refs/jari/pull/${number}`])
  const found = (await git(checkout, ['rev-parse', `refs/jari/pull/${number}`])).trim()
  if (found !== commit) throw new Failure(`pull request ${number} got newer commits meanwhile (${found.slice(0, 7)}): they are verified next`)
  const merge = await tryGit(checkout, ['merge-tree', '--write-tree', '--name-only', '--no-messages', tip, commit])
  const [tree = '', ...conflicts] = merge.stdout.trim().split('\n')
  if (!merge.ok) throw new Failure(`it conflicts with main in ${conflicts.join(', ')}: rebase it`)
  const author = ['-c', 'user.name=pipeline', '-c', 'user.email=pipeline@jari.invalid']
  return (await git(checkout, [...author, 'commit-tree', tree, '-p', tip, '-p', commit, '-m', `Merge pull request ${number}`])).trim()
}

/** Lays the merged files out with their packages: those that are installed when the lock file is the same, else its own. */
async function layOut(checkout: string, merged: string, tip: string, place: Place): Promise<void> {
  const archive = await $({ cwd: checkout, nothrow: true, quiet: true })`git archive --format=tar ${merged} | tar -x -C ${place.folder}`
  if (!archive.ok) throw new Failure(`the merged files cannot be laid out: ${archive.stderr.trim()}`)
  const lockAt = async (revision: string) => await textAt(checkout, revision, 'package-lock.json')
  const [before, after] = await Promise.all([lockAt(tip), lockAt(merged)])
  if (after === undefined) throw new Failure('package-lock.json is missing')
  if (before === after && existsSync(join(checkout, 'node_modules'))) {
    await $({ quiet: true })`cp -a ${resolve(checkout, 'node_modules')} ${join(place.folder, 'node_modules')}`
  } else await install(place)
  // tests may ask git which files there are
  for (const command of [['init', '--quiet'], ['add', '--all'], ['-c', 'user.name=change', '-c', 'user.email=change@jari.invalid', 'commit', '--quiet', '-m', 'The change as merged']]) {
    const done = await place.run(['git', ...command])
    if (!done.ok) throw new Failure(`git ${command[0]}: ${done.stderr.trim()}`)
  }
}

async function install(place: Place): Promise<void> {
  const installed = await place.run(['npm', 'ci', '--no-audit', '--no-fund'])
  if (!installed.ok) throw new Failure(`npm ci: ${installed.stderr.split('\n').find((line) => /^npm error (?!code |errno |syscall |path )\S/.test(line)) ?? `exit code ${installed.exitCode}`}`)
}
