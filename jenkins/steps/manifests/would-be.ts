import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parse } from 'yaml'
import { readFile } from 'node:fs/promises'
import { releaseContents, writeFiles } from './release.ts'

/** The id of a release that is only tried. */
export const wouldBeId = '9999-0000000'

/**
 * Writes the release that a checkout as it stands would give, with made-up digests, to `<folder>/9999-0000000`, and answers
 * that path. Nothing is committed, and no image is there: it is for rendering and checking.
 */
export async function wouldBeRelease(checkout: string, folder: string): Promise<string> {
  const gitops = join(checkout, 'gitops')
  const installation = parse(await readFile(join(gitops, 'platform', 'installation.yaml'), 'utf8')) as { data: { registry: string } }
  const images: Record<string, { digest: string }> = {}
  for (const name of await imageNames(gitops)) images[name] = { digest: `sha256:${createHash('sha256').update(name).digest('hex')}` }
  const release = resolve(folder, wouldBeId)
  await writeFiles(release, await releaseContents(checkout, { id: wouldBeId, registry: installation.data.registry, images }))
  return release
}

/** The images that base and components name, without `jari/`, in the order of the alphabet. */
export async function imageNames(gitops: string): Promise<string[]> {
  const names = new Set<string>()
  for (const part of ['base', 'components'])
    for (const file of await readdir(join(gitops, part), { recursive: true }))
      if (file.endsWith('.yaml'))
        for (const [, name = ''] of (await readFile(join(gitops, part, file), 'utf8')).matchAll(/^\s*(?:- )?image: jari\/([a-z0-9._/-]+)\s*$/gm)) names.add(name)
  return [...names].sort()
}
