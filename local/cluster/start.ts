import { connectArgocd, installArgocd } from '../argocd/argocd.ts'
import { ensureGitea } from '../gitea/gitea.ts'
import { ensureImages } from '../images/images.ts'
import type { Platform } from '../platform.ts'
import type { Progress } from '../progress.ts'
import { addonsReady, applyAddons } from './addons.ts'
import { startNode } from './node.ts'
import { secrets } from './secrets.ts'
import { freeVolumes, volumes } from './volumes.ts'

/** What `startCluster` needs to tell people: phases with their usual seconds, and lines between them. */
export type Tell = Pick<Progress, 'phase' | 'say'>

/**
 * Brings everything of the platform up that runs in its node, each part only as far as it is missing: node, base images,
 * add-ons, Gitea with the repository, Argo CD with the applications. Returns milliseconds by phase.
 */
export async function startCluster(platform: Platform, tell: Tell): Promise<Readonly<Record<string, number>>> {
  const timings: Record<string, number> = {}
  const report = (line: string) => tell.say(`   ${line}`)
  const phase = async (name: string, seconds: number, work: () => Promise<void>) => {
    const began = performance.now()
    await tell.phase(name, seconds, work)
    timings[name] = Math.round(performance.now() - began)
  }
  await phase('Kubernetes node', 5, () => startNode(platform, report))
  await phase('base images', 60, () => baseImages(platform, report))
  let readToken = ''
  await phase('Gitea', 12, async () => void ({ readToken } = await ensureGitea(platform, report)))
  await phase('Argo CD', 10, async () => {
    await installArgocd(platform, readToken)
    await connectArgocd(platform, report)
  })
  await phase('names and entrance', 3, () => addonsReady(platform))
  return timings
}

/** Base images in the registry, and the add-ons, volumes and secrets that every cluster of ours has. Again once later tools are built. */
export async function baseImages(platform: Platform, report: (line: string) => void): Promise<void> {
  const digests = await ensureImages(platform, report)
  await applyAddons(platform, digests, [...volumes(platform), ...secrets(platform)])
  await freeVolumes(platform)
}
