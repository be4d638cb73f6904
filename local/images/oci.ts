import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Transform, type TransformCallback } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'

/** What a manifest says of a blob (OCI image specification 1.1, descriptors). */
export type Descriptor = { readonly mediaType: string; readonly digest: string; readonly size: number }
export type Manifest = { readonly schemaVersion: 2; readonly mediaType: string; readonly config: Descriptor; readonly layers: readonly Descriptor[] }

export const manifestType = 'application/vnd.oci.image.manifest.v1+json'
/** Changes when images are written otherwise: cached ones are then made anew. */
export const imageFormat = 2
const configType = 'application/vnd.oci.image.config.v1+json'
const layerType = 'application/vnd.oci.image.layer.v1.tar+gzip'

const sha256 = (content: string | Buffer) => `sha256:${createHash('sha256').update(content).digest('hex')}`

/** The file of a blob in an OCI layout folder. */
export const blobFile = (layout: string, digest: string) => join(layout, 'blobs', ...digest.split(':'))

/** Writes an image as an OCI layout folder from its layers' tar files; returns the manifest's digest. */
export async function writeImage(layout: string, tars: readonly string[], config: { user: string; entrypoint: readonly string[] }): Promise<string> {
  mkdirSync(join(layout, 'blobs', 'sha256'), { recursive: true })
  const layers: Descriptor[] = []
  const diffIds: string[] = []
  for (const tar of tars) {
    const { layer, diffId } = await compress(layout, tar)
    layers.push(layer)
    diffIds.push(diffId)
  }
  const architecture = process.arch === 'x64' ? 'amd64' : process.arch
  // buildah builds on no image whose history names another number of layers than it has
  const history = diffIds.map(() => ({ created_by: 'jari' }))
  const image = { architecture, os: 'linux', config: { User: config.user, Entrypoint: config.entrypoint, Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'] }, rootfs: { type: 'layers', diff_ids: diffIds }, history }
  const manifest: Manifest = { schemaVersion: 2, mediaType: manifestType, config: put(layout, configType, image), layers }
  const described = put(layout, manifestType, manifest)
  writeFileSync(join(layout, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }))
  writeFileSync(join(layout, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests: [described] }))
  return described.digest
}

/** The digest of the image in an OCI layout folder, or null when there is none. */
export function imageIn(layout: string): string | null {
  const index = join(layout, 'index.json')
  if (!existsSync(index)) return null
  const [manifest] = (JSON.parse(readFileSync(index, 'utf8')) as { manifests: Descriptor[] }).manifests
  return manifest?.digest ?? null
}

function put(layout: string, mediaType: string, value: object): Descriptor {
  const content = JSON.stringify(value)
  const digest = sha256(content)
  writeFileSync(blobFile(layout, digest), content)
  return { mediaType, digest, size: Buffer.byteLength(content) }
}

async function compress(layout: string, tar: string): Promise<{ layer: Descriptor; diffId: string }> {
  const plain = new Counted()
  const packed = new Counted()
  const part = join(layout, 'blobs', 'part')
  // Level 1: these layers only travel within one machine.
  await pipeline(createReadStream(tar), plain, createGzip({ level: 1 }), packed, createWriteStream(part))
  const digest = packed.digest()
  renameSync(part, blobFile(layout, digest))
  return { layer: { mediaType: layerType, digest, size: packed.size }, diffId: plain.digest() }
}

class Counted extends Transform {
  readonly #hash = createHash('sha256')
  size = 0

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#hash.update(chunk)
    this.size += chunk.length
    done(null, chunk)
  }

  digest(): string {
    return `sha256:${this.#hash.digest('hex')}`
  }
}
