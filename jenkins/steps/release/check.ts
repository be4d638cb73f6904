import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { $ } from '../shell.ts'
import { commitOf } from '../git/read.ts'
import { tryGit } from '../git/git.ts'
import { installationAt } from '../gitops/environments.ts'
import { releaseFolder } from '../gitops/layout.ts'
import { type Release, releasesAt, releaseText } from '../gitops/releases.ts'
import { releaseContents } from '../manifests/release.ts'
import { withSource } from './cut.ts'

export type CheckedRelease = { readonly release: string; readonly faults: readonly string[] }

/**
 * Compares each release at `tip` with what it must be: base and components as its source commit has them, with the images and the
 * label that its release.yaml implies, byte for byte, and no other file. A source commit that is not in this clone is a fault that says why.
 */
export async function checkReleases(checkout: string, tip: string, only?: string): Promise<CheckedRelease[]> {
  const shallow = (await tryGit(checkout, ['rev-parse', '--is-shallow-repository'])).stdout.trim() === 'true'
  const releases = (await releasesAt(checkout, tip)).filter(({ id }) => only === undefined || id === only)
  const checked: CheckedRelease[] = []
  for (const release of releases) checked.push({ release: release.id, faults: await faultsOf(checkout, tip, release, shallow) })
  return checked
}

async function faultsOf(checkout: string, tip: string, release: Release, shallow: boolean): Promise<string[]> {
  const { id, sourceCommit, images } = release
  if ((await commitOf(checkout, sourceCommit)) === undefined)
    return [`cannot be checked: its source commit ${sourceCommit.slice(0, 7)} is not in this clone${shallow ? ', which is shallow (git fetch --unshallow)' : ''}`]
  const { registry } = await installationAt(checkout, sourceCommit)
  const wanted = await withSource(checkout, sourceCommit, (source) => releaseContents(source, { id, registry, images }))
  const present = await contentsAt(checkout, tip, releaseFolder(id))
  const text = present.get('release.yaml')
  present.delete('release.yaml')
  return [
    ...(text === releaseText(release) ? [] : ['release.yaml is not as a release is written']),
    ...[...wanted.keys()].filter((path) => !present.has(path)).map((path) => `${path} is missing`),
    ...[...present].filter(([path, content]) => wanted.get(path) !== content).map(([path]) => (wanted.has(path) ? `${path} differs from ${sourceCommit.slice(0, 7)} with the images of release.yaml` : `${path} is not in ${sourceCommit.slice(0, 7)}`)),
  ]
}

async function contentsAt(checkout: string, tip: string, path: string): Promise<Map<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), 'jari-release-'))
  try {
    await $({ cwd: checkout, quiet: true })`git archive --format=tar ${tip} ${path} | tar -x -C ${folder}`
    const root = join(folder, path)
    const entries = (await readdir(root, { recursive: true, withFileTypes: true })).filter((entry) => !entry.isDirectory())
    return new Map(await Promise.all(entries.map(async (entry) => [relative(root, join(entry.parentPath, entry.name)), await readFile(join(entry.parentPath, entry.name), 'utf8')] as const)))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
