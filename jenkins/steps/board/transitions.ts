import { git } from '../git/git.ts'
import { textAt } from '../git/read.ts'
import { linkOf, noRelease, releaseFile, releaseOfLink } from '../gitops/layout.ts'
import { parseRelease, type Release } from '../gitops/releases.ts'
import type { Outcome } from '../outcomes/outcome.ts'
import { machine } from '../writer/commit.ts'

/** One time that an environment was moved to a release. */
export type Transition = {
  readonly environment: string
  readonly release: string
  /** The release as it was at that commit: it may have been removed since. */
  readonly contents: Release | undefined
  readonly commit: string
  readonly at: Date
  /** Who asked for it, and, of a merged pull request, who merged. */
  readonly by: string
  readonly mergedBy: string | undefined
  readonly isRollback: boolean
  readonly outcomes: readonly Outcome[]
}

/** What an environment was moved to, newest first; at most `limit`. A merge counts as one, at the time that it was merged. */
export async function transitionsOf(checkout: string, tip: string, environment: string, outcomes: ReadonlyMap<string, readonly Outcome[]>, limit: number): Promise<Transition[]> {
  const link = linkOf(environment)
  const listing = await git(checkout, ['log', '--first-parent', '-m', `--max-count=${limit}`, '--format=%H%x02%P%x02%cI%x02%an', tip, '--', link])
  const found: Transition[] = []
  for (const line of listing.split('\n').filter((text) => text !== '')) {
    const [commit = '', parents = '', at = '', author = ''] = line.split('\x02')
    const target = await textAt(checkout, commit, link)
    if (target === undefined) continue
    const release = releaseOfLink(target)
    const own = parents === '' ? [commit] : (await git(checkout, ['rev-list', `${commit}^1..${commit}`])).trim().split('\n')
    const trailers = await trailersOf(checkout, own, environment)
    const text = release === noRelease ? undefined : await textAt(checkout, commit, releaseFile(release))
    found.push({
      environment, release, commit, at: new Date(at),
      contents: text === undefined ? undefined : parseRelease(text, releaseFile(release)),
      by: trailers.by ?? author,
      mergedBy: parents.includes(' ') ? author : undefined,
      isRollback: trailers.edit?.startsWith('rollback-') ?? false,
      outcomes: own.flatMap((one) => outcomes.get(one) ?? []).filter((one) => one.environment === environment && one.release === release),
    })
  }
  return found
}

/** The trailers of the machine's commit that says it moves this environment, of all that came with a merge: anybody can write a trailer. */
async function trailersOf(checkout: string, commits: readonly string[], environment: string): Promise<{ by: string | undefined; edit: string | undefined }> {
  const format = ['%ae', ...['Jari-Environment', 'Jari-Promoted-By', 'Jari-Edit'].map((key) => `%(trailers:key=${key},valueonly,separator=%x20)`)].join('%x02')
  const listing = await git(checkout, ['log', '--no-walk', '--stdin', `--format=${format}`], { input: `${commits.join('\n')}\n` })
  const mine = listing.split('\n').map((line) => line.trim().split('\x02')).find(([author, of]) => author === machine.GIT_AUTHOR_EMAIL && of?.split(' ').includes(environment))
  return { by: mine?.[2] || undefined, edit: mine?.[3] || undefined }
}
