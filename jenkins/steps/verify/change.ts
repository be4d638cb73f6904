import { openForge } from '../forge/open.ts'
import { git, tryGit } from '../git/git.ts'
import { mainTip } from '../git/main.ts'
import { Failure, Usage } from '../outcome.ts'
import type { Settings } from '../settings.ts'
import type { Context } from '../step.ts'
import { verifyCommit } from './commit.ts'
import type { Done } from './run-checks.ts'

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
    const { checks, tests } = await verifyCommit(context, tip, merged)
    await forge.setStatus(commit, verifyStatus, 'success', checks.length === 0 ? 'nothing to verify in it' : checks.map(({ said }) => said).join('; '))
    return { change: number, commit, checks, tests }
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
