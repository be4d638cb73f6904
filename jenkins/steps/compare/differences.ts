import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { $ } from '../shell.ts'
import { git, tryGit } from '../git/git.ts'
import { overlayFolder } from '../gitops/layout.ts'
import { route } from '../gitops/route.ts'
import { writeFiles } from '../manifests/release.ts'
import { renderedFiles } from '../manifests/rendered.ts'
import { render } from '../manifests/render.ts'
import { wouldBeRelease } from '../manifests/would-be.ts'
import { Failure } from '../outcome.ts'

/** What a change does to an environment, as unified differences of what is rendered; empty where nothing changes. */
export type EnvironmentDifference = { readonly environment: string; readonly atOnce: string; readonly withNextRelease: string }

/** Compares every environment as `main` has it with what merging `head` would give. Throws a Failure when they conflict or do not render. */
export async function differencesOf(checkout: string, main: string, head: string): Promise<EnvironmentDifference[]> {
  const merged = await tryGit(checkout, ['merge-tree', '--write-tree', main, head])
  if (!merged.ok) throw new Failure(`it conflicts with main: ${merged.stdout.split('\n').find((line) => line.startsWith('CONFLICT')) ?? merged.stderr.trim()}`)
  const folder = await mkdtemp(join(tmpdir(), 'jari-compare-'))
  try {
    const [before, after] = await Promise.all([lay(checkout, main, join(folder, 'before')), lay(checkout, merged.stdout.split('\n')[0]!, join(folder, 'after'))])
    const [oldRelease, newRelease] = [await wouldBeRelease(before, join(folder, 'old')), await wouldBeRelease(after, join(folder, 'new'))]
    const found: EnvironmentDifference[] = []
    for (const { environment } of route) {
      const of = (root: string, release?: string) => rendered(join(root, overlayFolder(environment)), join(folder, 'rendered'), release)
      found.push({
        environment,
        atOnce: await difference(await of(before), await of(after)),
        // the overlay as it will be on both, so that only what a release brings is left
        withNextRelease: await difference(await of(after, oldRelease), await of(after, newRelease)),
      })
    }
    return found
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function lay(checkout: string, tree: string, folder: string): Promise<string> {
  await mkdir(folder)
  await $({ cwd: checkout, quiet: true })`git archive --format=tar ${tree} gitops | tar -x -C ${folder}`
  return folder
}

async function rendered(overlay: string, place: string, release?: string): Promise<string> {
  await mkdir(place, { recursive: true })
  const folder = await mkdtemp(join(place, 'r-'))
  await writeFiles(folder, renderedFiles(await render(overlay, release === undefined ? {} : { release })))
  return folder
}

async function difference(before: string, after: string): Promise<string> {
  const output = await tryGit(before, ['diff', '--no-index', '--no-color', '--no-prefix', '--', before, after])
  if (output.exitCode !== 0 && output.exitCode !== 1) await git(before, ['diff', '--no-index', '--', before, after])
  return output.stdout.replaceAll(`${before.slice(1)}/`, '').replaceAll(`${after.slice(1)}/`, '').replaceAll(`${before}/`, '').replaceAll(`${after}/`, '').replace(/^(diff --git|index) .*\n/gm, '')
}
