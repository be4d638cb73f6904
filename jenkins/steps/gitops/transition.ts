import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { checkOverlay } from '../manifests/check-overlay.ts'
import { findingLine } from '../manifests/finding.ts'
import type { KubeObject } from '../manifests/object.ts'
import { writeFiles } from '../manifests/release.ts'
import { renderedFiles } from '../manifests/rendered.ts'
import { Failure } from '../outcome.ts'
import { overlayFolder, renderedFolder } from './layout.ts'
import { moveLink } from './link.ts'

/**
 * Makes an environment of a checkout run `release`: moves the link and writes the rendered files anew.
 * Throws a Failure that names the cause when the overlay does not fit the release (a patch that hits nothing, a missing release, …).
 */
export async function moveEnvironment(worktree: string, environment: string, release: string): Promise<void> {
  const { objects, findings } = await checkOverlay(join(worktree, overlayFolder(environment)), { release })
  if (findings.length > 0) throw new Failure(findings.map(findingLine).join('\n'))
  await moveLink(worktree, environment, release)
  await writeRendered(worktree, environment, objects)
}

/** Writes `gitops/rendered/<environment>/` anew from what the overlay renders to. */
export async function writeRendered(worktree: string, environment: string, objects: readonly KubeObject[]): Promise<void> {
  const rendered = join(worktree, renderedFolder(environment))
  await rm(rendered, { recursive: true, force: true })
  await writeFiles(rendered, renderedFiles(objects))
}
