import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ImageDigests } from '../images/images.ts'
import { paths, type Platform } from '../platform.ts'
import { apply, kubectl } from './kubectl.ts'
import { pinImages } from './pin-images.ts'
import { podsSettled } from './pods-settled.ts'
import { run } from './run.ts'

/** Folders of manifests/, in the order of need, and the image without which one is left out. */
const addons: readonly { readonly folder: string; readonly image?: string; readonly deployment?: readonly [namespace: string, name: string] }[] = [
  { folder: 'rights' },
  { folder: 'storage' },
  { folder: 'names', image: 'coredns', deployment: ['kube-system', 'coredns'] },
  { folder: 'entrance', image: 'traefik', deployment: ['ingress', 'traefik'] },
  { folder: 'metrics', image: 'metrics-server', deployment: ['kube-system', 'metrics-server'] },
]

/**
 * Applies what every cluster of ours has: rights of the node's processes, storage, DNS, the entrance and, once built, metrics;
 * and `more` objects in the same go, as each run of kubectl takes a second of two busy cores.
 */
export async function applyAddons(platform: Platform, digests: ImageDigests, more: readonly object[] = []): Promise<void> {
  const present = addons.filter(({ image }) => image === undefined || image in digests)
  const texts = await Promise.all(present.map(({ folder }) => build(platform, join(import.meta.dirname, 'manifests', folder))))
  const documents = [pinImages(texts.join('\n---\n'), digests), ...more.map((object) => JSON.stringify(object))]
  await apply(platform, documents.join('\n---\n'))
}

/** Waits until names resolve and the entrance serves; fails with what the deployment says after `seconds`. */
export async function addonsReady(platform: Platform, seconds = 120): Promise<void> {
  await podsSettled(platform, seconds)
  const deployments = addons.flatMap(({ deployment, image }) => (deployment && image !== 'metrics-server' ? [deployment] : []))
  await Promise.all(
    deployments.map(([namespace, name]) => kubectl(platform, ['rollout', 'status', `deployment/${name}`, `--namespace=${namespace}`, `--timeout=${seconds}s`])),
  )
}

/** Renders a kustomization folder. */
export async function build(platform: Platform, folder: string): Promise<string> {
  const kustomize = join(paths(platform).bin, 'kustomize')
  if (!existsSync(kustomize)) throw new Error(`missing program: ${kustomize}`)
  return (await run(kustomize, ['build', folder])).stdout
}
