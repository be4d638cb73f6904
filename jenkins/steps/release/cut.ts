import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { $ } from '../shell.ts'
import { isAncestor } from '../git/read.ts'
import { releaseFile, releaseFolder } from '../gitops/layout.ts'
import { numberOf, type Release, releaseId, releasesAt, releaseText } from '../gitops/releases.ts'
import { moveEnvironment } from '../gitops/transition.ts'
import type { Handoff } from '../handoff.ts'
import { releaseContents, writeFiles } from '../manifests/release.ts'
import { Failure } from '../outcome.ts'
import type { Edit } from '../writer/edit.ts'
import { removeOld, type Retention } from './retention.ts'

/** What a release is cut from. */
export type Cut = {
  readonly sourceCommit: string
  readonly images: Handoff<'images'>
  readonly rebuilt: readonly string[]
  readonly changes: Release['changes']
  readonly migrations: Release['migrations']
  readonly contracts?: Release['contracts']
  readonly createdAt: string
  /** The registry as manifests name it. */
  readonly registry: string
  /** Of a hotfix: the release that is fixed, and the picked commits. Its source is not on main. */
  readonly hotfix?: Release['hotfix']
  /** Who asked for it, when somebody did. */
  readonly by?: string
  /** What is known of which releases have to stay; without it none is removed. */
  readonly retention?: Retention
}

/** How it ended: `cut` made the release; `exists` found it; `superseded` found a release that contains the same commit and more. */
export type CutResult = { outcome: 'cut' | 'exists' | 'superseded'; id: string; removed?: string[] }

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
      const id = cut.hotfix === undefined ? await nextId(worktree, tip, releases, cut.sourceCommit) : fixId(releases, cut.hotfix.of, cut.sourceCommit)
      await writeRelease(checkout, worktree, releaseOf(id, cut), cut.registry)
      await moveEnvironment(worktree, 'dev', id, cut.by ?? 'the pipeline')
      const removed = cut.retention === undefined ? [] : await removeOld(worktree, tip, cut.retention)
      Object.assign(result, { outcome: 'cut', id, removed })
      const rebuilt = cut.rebuilt.length === 0 ? 'manifests' : cut.rebuilt.join(', ')
      const body = [cut.hotfix === undefined ? `New in it: ${rebuilt}.` : `${cut.hotfix.of} with ${cut.hotfix.picks.map((pick) => pick.slice(0, 7)).join(', ')}.`, ...(removed.length === 0 ? [] : [`Removed: ${removed.join(', ')}.`])].join('\n')
      return { subject: `Release ${id} to dev`, body, trailers: { 'Jari-Release': id, 'Jari-Environment': 'dev' } }
    },
  }
}

async function nextId(worktree: string, tip: string, releases: readonly Release[], sourceCommit: string): Promise<string> {
  if (!(await isAncestor(worktree, sourceCommit, tip))) throw new Failure(`commit ${sourceCommit.slice(0, 7)} is not on main: merge it first`)
  return releaseId((releases.at(-1)?.number ?? 0) + 1, sourceCommit)
}

/** The id of the next release that is cut from another one: 0042.1, 0042.2, … `taken` are ids that count although main has them not. */
export function fixId(releases: readonly Release[], of: string, sourceCommit: string, taken: readonly string[] = []): string {
  const { number } = numberOf(of)
  const fixes = [...releases.map(({ id }) => id), ...taken].map(numberOf).filter((one) => one.number === number).map(({ fix = 0 }) => fix)
  return releaseId(number, sourceCommit, Math.max(0, ...fixes) + 1)
}

/** The release of this very commit, or the newest that contains it; one that mixes two releases' images is of neither's commit. */
export async function covering(repository: string, releases: readonly Release[], commit: string): Promise<CutResult | undefined> {
  for (const release of releases.filter(({ partial }) => partial === undefined).toReversed()) {
    if (release.sourceCommit === commit) return { outcome: 'exists', id: release.id }
    if (await isAncestor(repository, commit, release.sourceCommit)) return { outcome: 'superseded', id: release.id }
  }
  return undefined
}

/** The release.yaml of a cut. */
function releaseOf(id: string, cut: Cut): Release {
  return {
    apiVersion: 'jari.dev/v1', kind: 'Release', id, ...numberOf(id), sourceCommit: cut.sourceCommit, createdAt: cut.createdAt,
    rebuilt: [...cut.rebuilt], images: sorted(cut.images), changes: cut.changes, migrations: cut.migrations,
    ...(cut.contracts === undefined ? {} : { contracts: cut.contracts }), ...(cut.hotfix === undefined ? {} : { hotfix: cut.hotfix }),
  }
}

/** Writes a release's folder into a worktree: release.yaml, and base and components as its source commit has them, with its images. */
export async function writeRelease(checkout: string, worktree: string, release: Release, registry: string): Promise<void> {
  await withSource(checkout, release.sourceCommit, async (source) => {
    await writeFiles(join(worktree, releaseFolder(release.id)), await releaseContents(source, { id: release.id, registry, images: release.images }))
    await writeFiles(worktree, new Map([[releaseFile(release.id), releaseText(release)]]))
  })
}

/** Does `work` on a folder with gitops/base and gitops/components of a commit. */
export async function withSource<T>(checkout: string, commit: string, work: (source: string) => Promise<T>): Promise<T> {
  const source = await mkdtemp(join(tmpdir(), 'jari-source-'))
  try {
    await $({ cwd: checkout, quiet: true })`git archive --format=tar ${commit} gitops/base gitops/components | tar -x -C ${source}`
    return await work(source)
  } finally {
    await rm(source, { recursive: true, force: true })
  }
}

const sorted = <T>(record: Readonly<Record<string, T>>) => Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)))
