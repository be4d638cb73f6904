import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { Failure } from '../outcome.ts'
import { withItem, withPair } from '../yaml/edit.ts'

/** What a release needs besides the sources: how images are called in manifests and which digests they have. */
export type ReleaseImages = {
  /** `<4 digits>-<7 hex of the source commit>`. */
  readonly id: string
  /** Registry as manifests name it, e.g. `localhost:5000`. */
  readonly registry: string
  /** By image name without `jari/`; `digest` is `sha256:<64 hex>`. */
  readonly images: Readonly<Record<string, { readonly digest: string }>>
}

/**
 * The files of a release's `base/` and `components/`: copies of `gitops/base` and `gitops/components` of `source`, in whose
 * kustomizations (base's own and each component's) the images are set by digest and every object is labelled with the release.
 *
 * @param source a checkout of the commit that is released; only `gitops/` of it is read
 * @returns path inside the release's folder → text, in the order of the paths; `release.yaml` is not among them
 * @throws Error naming the image, id or file that cannot be used
 */
export async function releaseContents(source: string, release: ReleaseImages): Promise<Map<string, string>> {
  if (!/^\d{4,}(\.\d+)?-[0-9a-f]{7}$/.test(release.id)) throw new Error(`"${release.id}" is no release id (0042-1a2b3c4)`)
  for (const [name, { digest }] of Object.entries(release.images))
    if (!/^sha256:[0-9a-f]{64}$/.test(digest)) throw new Error(`image ${name}: "${digest}" is no digest (sha256:<64 hex digits>)`)
  const files = new Map<string, string>()
  for (const part of ['base', 'components'])
    for (const file of await filesUnder(join(source, 'gitops', part)))
      files.set(join(part, file), await readFile(join(source, 'gitops', part, file), 'utf8'))
  for (const [path, text] of files)
    if (path === 'base/kustomization.yaml' || /^components\/[^/]+\/kustomization\.yaml$/.test(path))
      files.set(path, releasedKustomization(text, release, path))
  if (!files.has('base/kustomization.yaml')) throw new Error(`${join(source, 'gitops/base/kustomization.yaml')} is missing`)
  return files
}

/** One kustomization's text with the release's `images:` and `labels:` added; everything else, comments too, stays. */
export function releasedKustomization(text: string, { id, registry, images }: ReleaseImages, path = 'kustomization.yaml'): string {
  if (/^images:/m.test(text)) throw new Failure(`${path} sets images: only a release does`)
  try {
    const names = Object.keys(images).sort()
    const digests = names.map((name) => ({ name: `jari/${name}`, newName: `${registry}/jari/${name}`, digest: images[name]!.digest }))
    // Objects' metadata only: a label in selectors or pod templates would restart every pod at every release.
    return withItem(withPair(text, 'images', digests), 'labels', { pairs: { 'jari.dev/release': id }, includeSelectors: false, includeTemplates: false })
  } catch (error) {
    throw error instanceof Error ? new Failure(`${path}: ${error.message}`) : error
  }
}

/** Writes the files of a release (or any map of relative paths) below `folder`. */
export async function writeFiles(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
}

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name))).sort()
}
