import { git } from '../../jenkins/steps/git/git.ts'
import { settingsFrom } from '../../jenkins/steps/settings.ts'
import { keyOf, memoryOf } from '../../jenkins/steps/verify/remembered.ts'
import { scopeOf } from '../../jenkins/steps/verify/scope.ts'
import { workspacesAt } from '../../jenkins/steps/workspace/packages.ts'
import type { Platform } from '../platform.ts'

/** What the pipeline's verify says of a stage that it runs, too. */
const said: Readonly<Record<string, (passed: number) => string>> = {
  types: () => 'types hold',
  lint: () => 'oxlint finds nothing',
  unit: (passed) => `${passed} unit tests pass`,
}

/** The commit that the checkout's files are, or undefined when they differ from every commit (also by a file that git does not know). */
export async function commitOfFiles(checkout: string): Promise<string | undefined> {
  const changed = await git(checkout, ['status', '--porcelain'])
  return changed === '' ? (await git(checkout, ['rev-parse', 'HEAD'])).trim() : undefined
}

/**
 * Tells the pipelines of this user that a stage has passed on a commit's files, so that none of them runs it on the same files again.
 * Of stages that the pipeline has not there is nothing to tell.
 */
export async function rememberPassed({ checkout, cache }: Pick<Platform, 'checkout' | 'cache'>, stage: string, commit: string, passed: number): Promise<void> {
  const text = said[stage]?.(passed)
  if (text === undefined) return
  const folders = stage === 'unit' ? scopeOf(undefined, await workspacesAt(checkout, commit)).tests : []
  await memoryOf(settingsFrom({ JARI_CACHE: cache })).keep(await keyOf(checkout, commit, [stage, ...folders]), text)
}
