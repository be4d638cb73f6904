import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { $ } from 'zx'
import { isAncestor } from '../git/read.ts'
import { releaseFile, releaseFolder } from '../gitops/layout.ts'
import { type Release, releaseId, releasesAt, releaseText } from '../gitops/releases.ts'
import { moveEnvironment } from '../gitops/transition.ts'
import type { Handoff } from '../handoff.ts'
import { releaseContents, writeFiles } from '../manifests/release.ts'
import { Failure } from '../outcome.ts'
import type { Edit } from '../writer/edit.ts'

/** What a release is cut from. */
export type Cut = {
  readonly sourceCommit: string
  readonly images: Handoff<'images'>
  readonly rebuilt: readonly string[]
  readonly changes: Release['changes']
  readonly migrations: Release['migrations']
  readonly createdAt: string
  /** The registry as manifests name it. */
  readonly registry: string
}

/** How it ended: `cut` made the release; `exists` found it; `superseded` found a release that contains the same commit and more. */
export type CutResult = { outcome: 'cut' | 'exists' | 'superseded'; id: string }

/**
 * The edit that adds a release and moves dev to it. The number is one more than the highest at the tip it is applied to.
 * `result` is filled when it is applied; the writer may apply it several times, the last one counts.
 */
export function cutEdit(checkout: string, cut: Cut, result: Partial<CutResult>): Edit {
  return {
    id: `release-${cut.sourceCommit}`,
    base: cut.sourceCommit,
    apply: async (worktree, tip) => {
      const releases = await releasesAt(worktree, tip)
      const found = await covering(worktree, releases, cut.sourceCommit)
      if (found !== undefined) {
        Object.assign(result, found)
        return undefined
      }
      if (!(await isAncestor(worktree, cut.sourceCommit, tip))) throw new Failure(`commit ${cut.sourceCommit.slice(0, 7)} is not on main: merge it first`)
      const id = releaseId(Math.floor(releases.at(-1)?.number ?? 0) + 1, cut.sourceCommit)
      await writeRelease(checkout, worktree, id, cut)
      await moveEnvironment(worktree, 'dev', id)
      Object.assign(result, { outcome: 'cut', id })
      const rebuilt = cut.rebuilt.length === 0 ? 'manifests' : cut.rebuilt.join(', ')
      return { subject: `Release ${id} to dev`, body: `New in it: ${rebuilt}.`, trailers: { 'Jari-Release': id, 'Jari-Environment': 'dev' } }
    },
  }
}

/** The release of this very commit, or the newest that contains it. */
export async function covering(repository: string, releases: readonly Release[], commit: string): Promise<CutResult | undefined> {
  for (const release of releases.toReversed()) {
    if (release.sourceCommit === commit) return { outcome: 'exists', id: release.id }
    if (await isAncestor(repository, commit, release.sourceCommit)) return { outcome: 'superseded', id: release.id }
  }
  return undefined
}

async function writeRelease(checkout: string, worktree: string, id: string, cut: Cut): Promise<void> {
  const source = await mkdtemp(join(tmpdir(), 'jari-source-'))
  try {
    await $({ cwd: checkout, quiet: true })`git archive --format=tar ${cut.sourceCommit} gitops/base gitops/components | tar -x -C ${source}`
    const folder = join(worktree, releaseFolder(id))
    await writeFiles(folder, await releaseContents(source, { id, registry: cut.registry, images: cut.images }))
    const release: Release = {
      apiVersion: 'jari.dev/v1', kind: 'Release', id, number: Number.parseInt(id, 10), sourceCommit: cut.sourceCommit, createdAt: cut.createdAt,
      rebuilt: [...cut.rebuilt], images: sorted(cut.images), changes: cut.changes, migrations: cut.migrations,
    }
    await writeFiles(worktree, new Map([[releaseFile(id), releaseText(release)]]))
  } finally {
    await rm(source, { recursive: true, force: true })
  }
}

const sorted = <T>(record: Readonly<Record<string, T>>) => Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)))
