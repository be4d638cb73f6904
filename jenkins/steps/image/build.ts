import { join } from 'node:path'
import { $ } from '../shell.ts'
import { Failure } from '../outcome.ts'
import { isLoopback } from '../registry/client.ts'
import { requiredDigest } from '../registry/registry.ts'
import type { BuildContext } from './context.ts'

export type Target = {
  /** host:port of the registry. */
  readonly registry: string
  readonly service: string
  readonly tag: string
  /** The image to build on, with its digest. */
  readonly nodeImage: string
  /** The folder for buildah's own storage. */
  readonly cache: string
}

/**
 * buildah's storage for a registry, below the folder `image` of the cache. One a registry: buildah then knows the base image's layers as
 * that registry has them, and compresses none of them otherwise.
 */
export const storageOf = (cache: string, registry: string) => join(cache, 'containers', registry.replace(/[^\w.-]/g, '-'))

/** Builds an image, pushes it, and answers the digest that the registry has for it. Same content, same digest: every time stamp is 0. */
export async function buildImage(context: BuildContext, { registry, service, tag, nodeImage, cache }: Target): Promise<string> {
  const repository = `jari/${service}`
  const name = `${registry}/${repository}:${tag}`
  const place = storageOf(cache, registry)
  const storage = ['--root', join(place, 'storage'), '--runroot', join(place, 'run')]
  const verify = `--tls-verify=${!isLoopback(registry)}`
  const build = ['--isolation', 'chroot', '--layers', '--force-rm', '--timestamp', '0', verify, '--quiet', '--build-arg', `NODE_IMAGE=${nodeImage}`]
  await buildah(`the image of ${service} cannot be built`, [...storage, 'bud', ...build, '--file', context.dockerfile, '--tag', name, context.folder])
  await buildah(`the image of ${service} cannot be pushed to ${registry}`, [...storage, 'push', verify, '--quiet', name, `docker://${name}`])
  return await requiredDigest(registry, repository, tag, 'although it was just pushed')
}

async function buildah(trouble: string, args: readonly string[]): Promise<void> {
  const output = await $({ nothrow: true, quiet: true })`buildah ${args}`
  if (output.exitCode === 127) throw new Failure(`${trouble}: buildah is not installed (apt-get install buildah)`)
  if (!output.ok) throw new Failure(`${trouble}: ${output.stderr.trim().split('\n').at(-1)}\n${output.stderr.trim()}`)
}
