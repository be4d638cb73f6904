import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { checkOverlay } from '../manifests/check-overlay.ts'
import { findingLine } from '../manifests/finding.ts'
import type { KubeObject } from '../manifests/object.ts'
import { writeFiles } from '../manifests/release.ts'
import { renderedFiles } from '../manifests/rendered.ts'
import { Failure } from '../outcome.ts'
import { overlayFolder, releaseFile, renderedFolder, runningFile } from './layout.ts'
import { moveLink, readLink } from './link.ts'
import { parseRelease } from './releases.ts'

/**
 * Makes an environment of a checkout run `release`, brought by `by`: moves the link, writes the rendered files anew and what Argo CD's
 * sync view says of it. Throws a Failure that names the cause when the overlay does not fit the release (a patch that hits nothing, a
 * missing release, …).
 */
export async function moveEnvironment(worktree: string, environment: string, release: string, by: string): Promise<void> {
  const { objects, findings } = await checkOverlay(join(worktree, overlayFolder(environment)), { release })
  if (findings.length > 0) throw new Failure(findings.map(findingLine).join('\n'))
  const before = await readLink(worktree, environment)
  await moveLink(worktree, environment, release)
  await writeRendered(worktree, environment, objects)
  const { sourceCommit } = parseRelease(await readFile(join(worktree, releaseFile(release)), 'utf8'), releaseFile(release))
  const running = { environment, release, sourceCommit, before, broughtBy: by }
  await writeFile(join(worktree, runningFile(environment)), `${JSON.stringify(running, null, 2)}\n`)
}

/** Writes the objects in `gitops/rendered/<environment>/` anew from what the overlay renders to. */
export async function writeRendered(worktree: string, environment: string, objects: readonly KubeObject[]): Promise<void> {
  const rendered = join(worktree, renderedFolder(environment))
  const old = await readdir(rendered).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  for (const name of old) if (name.endsWith('.yaml')) await rm(join(rendered, name))
  await writeFiles(rendered, renderedFiles(objects))
}
