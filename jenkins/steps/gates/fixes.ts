import { git } from '../git/git.ts'
import { commitOf, isAncestor } from '../git/read.ts'
import type { Release } from '../gitops/releases.ts'

/**
 * What a running hotfix or partial release has and `release` lacks, one line each; nothing when it has all. A picked commit counts as
 * contained when the release's history has it or one with the same difference (git's patch id).
 */
export async function missingFixes(checkout: string, running: Release, release: Release): Promise<string[]> {
  const missing: string[] = []
  if (running.hotfix !== undefined && running.id !== release.id) {
    const { picks } = running.hotfix
    const applied = (await commitOf(checkout, running.sourceCommit)) === undefined ? [] : (await git(checkout, ['cherry', release.sourceCommit, running.sourceCommit, `${running.sourceCommit}~${picks.length}`])).trim().split('\n')
    for (const [index, pick] of picks.entries()) {
      // git cherry lists the fix's own commits in order: `-` has its like in the release
      if (!(await isAncestor(checkout, pick, release.sourceCommit)) && applied[index]?.startsWith('- ') !== true) missing.push(`the fix ${pick.slice(0, 7)} of ${running.id}`)
    }
  }
  if (running.partial !== undefined && running.id !== release.id)
    for (const service of running.partial.services) {
      const [has, wants] = [release.images[service], running.images[service]]
      if (has?.digest !== wants?.digest && !(await hasCommit(checkout, release, service, wants?.sourceCommit))) missing.push(`the ${service} of ${running.id}`)
    }
  return missing
}

/** Whether the release's own image of a service is built from a commit that contains `wanted`. */
async function hasCommit(checkout: string, release: Release, service: string, wanted: string | undefined): Promise<boolean> {
  if (wanted === undefined) return false
  const own = release.images[service]?.sourceCommit ?? release.sourceCommit
  return await isAncestor(checkout, wanted, own)
}
