import { createHash } from 'node:crypto'
import { Failure } from '../outcome.ts'
import { registryClient } from '../registry/client.ts'

/** Something attached to an image: one layer of the manifest under a tag that is made of the image's digest. */
export type Attachment = { readonly mediaType: string; readonly bytes: Buffer; readonly annotations: Readonly<Record<string, string>> }

type Descriptor = { mediaType: string; digest: string; size: number; annotations?: Record<string, string> }
type Manifest = { schemaVersion: 2; mediaType: string; config: Descriptor; layers: Descriptor[] }

const manifestType = 'application/vnd.oci.image.manifest.v1+json'

/** Where an image is: `host[:port]`, `repository`, `sha256:…`. */
export type Image = { readonly registry: string; readonly repository: string; readonly digest: string }

/**
 * The tag under which cosign looks for what belongs to an image: `sha256-<hex>.sig` for signatures, `.att` for attestations.
 * Source: cosign's SIGNATURE_SPEC.md ("Storage", "Tag-based discovery").
 */
const tagOf = ({ digest }: Image, kind: 'sig' | 'att') => `${digest.replace(':', '-')}.${kind}`

/** What is attached to an image under one kind; nothing when there is none. Each layer is what its digest says. */
export async function attachedTo(image: Image, kind: 'sig' | 'att'): Promise<Attachment[]> {
  const ask = registryClient(image.registry)
  const manifest = await manifestAt(image, kind)
  return await Promise.all((manifest?.layers ?? []).map(async ({ mediaType, digest, annotations = {} }) => {
    const answer = await ask(`/v2/${image.repository}/blobs/${digest}`)
    if (!answer.ok) throw new Failure(`the registry ${image.registry} answers ${answer.status} for ${image.repository}@${digest}`)
    const bytes = Buffer.from(await answer.arrayBuffer())
    if (digestOfBytes(bytes) !== digest) throw new Failure(`the registry ${image.registry} gives other bytes than ${digest}`)
    return { mediaType, bytes, annotations }
  }))
}

/** Attaches one thing more to an image; what is attached already stays. */
export async function attach(image: Image, kind: 'sig' | 'att', { mediaType, bytes, annotations }: Attachment): Promise<void> {
  const present = (await manifestAt(image, kind))?.layers ?? []
  const layer = { mediaType, ...(await pushBlob(image, bytes)), annotations }
  const layers = [...present.filter(({ digest }) => digest !== layer.digest), layer]
  const config = Buffer.from(JSON.stringify({ architecture: '', os: '', config: {}, rootfs: { type: 'layers', diff_ids: layers.map(({ digest }) => digest) } }))
  const manifest: Manifest = { schemaVersion: 2, mediaType: manifestType, config: { mediaType: 'application/vnd.oci.image.config.v1+json', ...(await pushBlob(image, config)) }, layers }
  const answer = await registryClient(image.registry)(`/v2/${image.repository}/manifests/${tagOf(image, kind)}`, { method: 'PUT', headers: { 'content-type': manifestType }, body: JSON.stringify(manifest) })
  if (!answer.ok) throw new Failure(`the registry ${image.registry} answers ${answer.status} to what is attached to ${image.repository}@${image.digest}`)
}

async function manifestAt(image: Image, kind: 'sig' | 'att'): Promise<Manifest | undefined> {
  const answer = await registryClient(image.registry)(`/v2/${image.repository}/manifests/${tagOf(image, kind)}`, { headers: { accept: manifestType } })
  if (answer.status === 404) return undefined
  if (!answer.ok) throw new Failure(`the registry ${image.registry} answers ${answer.status} for ${image.repository}:${tagOf(image, kind)}`)
  return (await answer.json()) as Manifest
}

async function pushBlob({ registry, repository }: Image, bytes: Buffer): Promise<{ digest: string; size: number }> {
  const ask = registryClient(registry)
  const digest = digestOfBytes(bytes)
  const begun = await ask(`/v2/${repository}/blobs/uploads/`, { method: 'POST' })
  const place = begun.headers.get('location')
  if (!begun.ok || place === null) throw new Failure(`the registry ${registry} answers ${begun.status} to an upload to ${repository}`)
  // the place may be a path or a whole address, with or without a question
  const answer = await ask(`${place}${place.includes('?') ? '&' : '?'}digest=${encodeURIComponent(digest)}`, { method: 'PUT', headers: { 'content-type': 'application/octet-stream' }, body: new Uint8Array(bytes) })
  if (!answer.ok) throw new Failure(`the registry ${registry} answers ${answer.status} to an upload to ${repository}`)
  return { digest, size: bytes.length }
}

const digestOfBytes = (bytes: Buffer) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`
