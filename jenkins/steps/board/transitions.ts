import { git } from '../git/git.ts'
import { blobsAt } from '../git/read.ts'
import { linkOf, noRelease, releaseFile, releaseOfLink } from '../gitops/layout.ts'
import { parseRelease, type Release } from '../gitops/releases.ts'
import type { Outcome } from '../outcomes/outcome.ts'
import { machine } from '../writer/commit.ts'

/** One time that an environment was moved to a release. */
export type Transition = {
  readonly environment: string
  readonly release: string
  /** The release as it was at that commit: it may have been removed since. Undefined for none. */
  readonly contents: Release | undefined
  readonly commit: string
  readonly at: Date
  /** Who asked for it, and, of a merged pull request, who merged. */
  readonly by: string
  readonly mergedBy: string | undefined
  readonly isRollback: boolean
  /** What was noted of it, the oldest first. */
  readonly outcomes: readonly Outcome[]
}

type Entry = { readonly commit: string; readonly parents: readonly string[]; readonly at: Date; readonly author: string }

/**
 * What an environment was moved to since `since` (and at least the last `atLeast` times), newest first, followed by the one before
 * those, which says what the oldest of them is compared with. A merge counts as one, at the time that it was merged.
 */
export async function transitionsOf(checkout: string, tip: string, environment: string, outcomes: ReadonlyMap<string, readonly Outcome[]>, { since, atLeast }: { since: Date; atLeast: number }): Promise<Transition[]> {
  const link = linkOf(environment)
  const listing = await git(checkout, ['log', '--first-parent', '-m', '--format=%H%x02%P%x02%cI%x02%an', tip, '--', link])
  const all = listing.split('\n').filter((line) => line !== '').map((line): Entry => {
    const [commit = '', parents = '', at = '', author = ''] = line.split('\x02')
    return { commit, parents: parents.split(' '), at: new Date(at), author }
  })
  const entries = all.slice(0, Math.max(all.findLastIndex(({ at }) => at >= since) + 1, atLeast) + 1)
  const targets = await blobsAt(checkout, entries.map(({ commit }) => `${commit}:${link}`))
  // a commit that took the link away moved the environment nowhere
  const moves = entries.flatMap((entry, index) => (targets[index] === undefined ? [] : [{ ...entry, release: releaseOfLink(targets[index]) }]))
  const texts = await blobsAt(checkout, moves.map(({ commit, release }) => `${commit}:${releaseFile(release)}`))
  const own: string[][] = []
  for (const { commit, parents } of moves) own.push(parents.length > 1 ? await broughtBy(checkout, commit) : [commit])
  const trailers = await trailersOf(checkout, own.flat())
  return moves.map(({ commit, parents, at, author, release }, index) => {
    const mine = own[index]!.map((one) => trailers.get(one)).find((said) => said?.environments.includes(environment))
    const text = release === noRelease ? undefined : texts[index]
    const noted = own[index]!.flatMap((one) => outcomes.get(one) ?? []).filter((one) => one.environment === environment && one.release === release)
    return {
      environment, release, commit, at,
      contents: text === undefined ? undefined : parseRelease(text, releaseFile(release)),
      by: mine?.by ?? author,
      mergedBy: parents.length > 1 ? author : undefined,
      isRollback: mine?.edit?.startsWith('rollback-') ?? false,
      outcomes: noted.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)),
    }
  })
}

/** The commits that came with a merge, itself included. */
async function broughtBy(checkout: string, merge: string): Promise<string[]> {
  return (await git(checkout, ['rev-list', `${merge}^1..${merge}`])).trim().split('\n')
}

type Trailers = { readonly environments: readonly string[]; readonly by: string | undefined; readonly edit: string | undefined }

/** What the trailers of the machine's commits say: which environments each moves, who asked, by which edit. Anybody can write a trailer, so others' count for nothing. */
async function trailersOf(checkout: string, commits: readonly string[]): Promise<Map<string, Trailers>> {
  if (commits.length === 0) return new Map()
  const format = ['%H', '%ae', ...['Jari-Environment', 'Jari-Promoted-By', 'Jari-Edit'].map((key) => `%(trailers:key=${key},valueonly,separator=%x20)`)].join('%x02')
  const listing = await git(checkout, ['log', '--no-walk=unsorted', '--stdin', `--format=${format}`], { input: `${[...new Set(commits)].join('\n')}\n` })
  return new Map(listing.split('\n').filter((line) => line !== '').flatMap((line): [string, Trailers][] => {
    const [commit = '', author, environments = '', by = '', edit = ''] = line.split('\x02').map((part) => part.trim())
    return author === machine.GIT_AUTHOR_EMAIL ? [[commit, { environments: environments.split(' '), by: by || undefined, edit: edit || undefined }]] : []
  }))
}
