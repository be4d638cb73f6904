import { git } from '../git/git.ts'
import { blobsAt } from '../git/read.ts'
import { type Hold, holdOn } from '../gitops/holds.ts'
import { linkOf, noRelease, releaseOfLink } from '../gitops/layout.ts'
import type { Release } from '../gitops/releases.ts'

/** The releases that an environment was to run before, newest first, without the one it is to run now. */
export async function ranBefore(checkout: string, tip: string, environment: string): Promise<string[]> {
  const link = linkOf(environment)
  const commits = (await git(checkout, ['log', '--first-parent', '--format=%H', tip, '--', link])).trim().split('\n').filter((line) => line !== '')
  const targets = await blobsAt(checkout, commits.map((commit) => `${commit}:${link}`))
  const ids = targets.filter((target) => target !== undefined).map(releaseOfLink)
  return [...new Set(ids)].slice(1).filter((id) => id !== noRelease)
}

/** Where to go back to: the newest earlier one that still exists and is not held. */
export function goBackTo(before: readonly string[], releases: readonly Release[], holds: readonly Hold[], environment: string): Release | undefined {
  const id = before.find((candidate) => releases.some((release) => release.id === candidate) && holdOn(holds, candidate, environment) === undefined)
  return releases.find((release) => release.id === id)
}
