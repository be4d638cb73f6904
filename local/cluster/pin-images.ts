import { inNode } from './layout.ts'

/**
 * Replaces logical image names (`image: jari/coredns`) by what the node pulls: the registry's name and the digest.
 * Throws when an image has no digest in `digests` (name without `jari/` → `sha256:…`).
 */
export function pinImages(yaml: string, digests: Readonly<Record<string, string>>): string {
  return yaml.replaceAll(/^(\s*(?:- )?image: )jari\/([a-z0-9-]+)$/gm, (_, before: string, name: string) => {
    const digest = digests[name]
    if (!digest) throw new Error(`no image jari/${name} has been built`)
    return `${before}localhost:${inNode.registry}/jari/${name}@${digest}`
  })
}
