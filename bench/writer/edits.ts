import { covering, cutEdit } from '../../jenkins/steps/release/cut.ts'
import { releasesAt } from '../../jenkins/steps/gitops/releases.ts'
import { holdsAt } from '../../jenkins/steps/gitops/holds.ts'
import { holdEdit } from '../../jenkins/steps/hold/edit.ts'
import { cutOf } from '../../jenkins/steps/testing/delivery.ts'
import type { Edit } from '../../jenkins/steps/writer/edit.ts'

/** One edit of the measurement, as data: a hold on a release of its own, or the release of a commit (which moves dev). */
export type Wish = { readonly kind: 'hold'; readonly release: string } | { readonly kind: 'release'; readonly sourceCommit: string }

/** What a wish is as an edit of the real steps. `checkout` has the commits that are released. */
export function editOf(wish: Wish, checkout: string): Edit {
  if (wish.kind === 'release') return cutEdit(checkout, cutOf(wish.sourceCommit), {})
  return holdEdit({ release: wish.release, reason: `held by ${wish.release}`, by: 'dana', at: '2026-11-21T00:00:00.000Z' })
}

/** The wishes of each writer: one release each, at a place that moves on with the writer, and holds for the rest. */
export function wishesOf(writers: number, edits: number, commits: readonly string[]): Wish[][] {
  return Array.from({ length: writers }, (_, writer) => {
    const count = Math.floor((edits + writer) / writers)
    const place = Math.floor((writer * count) / writers)
    return Array.from({ length: count }, (_, index): Wish =>
      index === place ? { kind: 'release', sourceCommit: commits[writer]! } : { kind: 'hold', release: `${String(1000 + writer * 100 + index)}-abcdef0` })
  })
}

/** Whether main says at `tip` what the wish wants; a release that contains the commit is as good as its own. */
export async function isFulfilled(wish: Wish, repository: string, tip: string): Promise<boolean> {
  if (wish.kind === 'hold') return (await holdsAt(repository, tip)).some(({ release }) => release === wish.release)
  return (await covering(repository, await releasesAt(repository, tip), wish.sourceCommit)) !== undefined
}
